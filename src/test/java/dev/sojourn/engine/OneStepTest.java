package dev.sojourn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.AccountChangedException;
import dev.sojourn.CapacityException;
import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.NewSession;
import dev.sojourn.Session;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.jcache.SharedMemory;
import dev.sojourn.support.EngineFixture;
import dev.sojourn.support.JsonbMapper;
import dev.sojourn.support.LiveGauge;
import dev.sojourn.support.Outcome;
import dev.sojourn.support.Policies;
import dev.sojourn.support.Race;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Logins and endings on a storage that writes several records in one step. */
class OneStepTest {

    private final EngineFixture fixture = EngineFixture.inOneStep(Policies.DEFAULT);

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void loginAtTheLimit_evictsTheLeastRecentlyActive() {
        IssuedSession first = fixture.login("alice");
        fixture.passMillis(1);
        for (int i = 0; i < 5; i++) {
            fixture.login("alice");
        }

        assertThat(fixture.word(first)).isEqualTo("evicted");
        assertThat(fixture.engine().sessionsOf("alice")).hasSize(5);
        assertThat(fixture.events().of(SessionEvent.Ended.class))
                .extracting(SessionEvent.Ended::key)
                .containsExactly(first.session().key());
    }

    @Test
    void manyLogins_areAtNoMomentMoreThanTheLimit() {
        SessionStore memory = SharedMemory.open(100_000, fixture.clock());
        var gauge = new LiveGauge(memory, fixture.clock());
        List<SessionEngine> nodes = List.of(engineOn(gauge.store()), engineOn(gauge.store()));
        try {
            Race.of(24, i -> () -> {
                        for (int n = 0; n < 10; n++) {
                            nodes.get(i % 2).create(NewSession.of("alice"));
                        }
                        return null;
                    })
                    .forEach(Outcome::orFail);
            assertThat(nodes.get(0).sessionsOf("alice")).hasSize(5);
        } finally {
            memory.close();
        }

        assertThat(gauge.most()).isBetween(5, 6); // more than 5 only where a login gave up the one step
        assertThat(fixture.events().of(SessionEvent.Ended.class))
                .extracting(SessionEvent.Ended::key)
                .hasSize(235)
                .doesNotHaveDuplicates();
    }

    @Test
    void upgrade_keepsKeyAndCountsForTheLimit() {
        for (int i = 0; i < 5; i++) {
            fixture.login("alice");
            fixture.passMillis(1);
        }
        IssuedSession anonymous = fixture.engine().create(NewSession.anonymous());

        IssuedSession upgraded = fixture.engine().upgrade(anonymous.token(), NewSession.of("alice"));

        assertThat(upgraded.session().key()).isEqualTo(anonymous.session().key());
        assertThat(fixture.engine().sessionsOf("alice"))
                .hasSize(5)
                .extracting(Session::key)
                .contains(upgraded.session().key());
        assertThat(fixture.word(anonymous)).isEqualTo("rotated");
    }

    @Test
    void endAll_endsEveryOneOnceAndRefusesLoginsUnderWay() {
        var epoch = fixture.engine().loginEpoch("alice");
        List<IssuedSession> issued = List.of(fixture.login("alice"), fixture.login("alice"));

        assertThat(fixture.engine().endAll("alice", EndReason.ADMIN)).isEqualTo(2);

        assertThat(issued).extracting(fixture::word).containsOnly("admin");
        assertThat(fixture.engine().endAll("alice", EndReason.LOGOUT)).isZero();
        assertThatThrownBy(() -> fixture.engine().create(NewSession.of("alice").epoch(epoch)))
                .isInstanceOf(AccountChangedException.class);
    }

    @Test
    void endAllAmongLogins_endsEachOneOnce() {
        Race.of(32, i -> () -> i % 8 == 0 ? fixture.engine().endAll("alice", EndReason.ADMIN) : fixture.login("alice"))
                .forEach(outcome -> assertThat(outcome.thrown())
                        .satisfiesAnyOf(
                                thrown -> assertThat(thrown).isNull(),
                                // its login was under way when all sessions were ended
                                thrown -> assertThat(thrown).isInstanceOf(AccountChangedException.class)));
        fixture.engine().endAll("alice", EndReason.ADMIN);

        assertThat(fixture.engine().sessionsOf("alice")).isEmpty();
        assertThat(fixture.events().of(SessionEvent.Ended.class))
                .extracting(SessionEvent.Ended::key)
                .containsExactlyInAnyOrderElementsOf(fixture.events().of(SessionEvent.Created.class).stream()
                        .map(SessionEvent.Created::key)
                        .toList());
    }

    @Test
    void loginThatDoesNotFit_evictsNobody() {
        SessionStore small = SharedMemory.open(1, fixture.clock());
        try {
            SessionEngine engine = engineOn(small);
            IssuedSession only = engine.create(NewSession.of("alice").limit(1));

            assertThatThrownBy(() -> engine.create(NewSession.of("alice").limit(1)))
                    .isInstanceOf(CapacityException.class);

            assertThat(engine.exists(only.session().key())).isTrue();
        } finally {
            small.close();
        }
    }

    private SessionEngine engineOn(SessionStore store) {
        return new SessionEngine(
                store,
                Policies.DEFAULT.build(),
                fixture.clock(),
                new SecureTokenSource(),
                new JsonbMapper(),
                fixture.events());
    }
}
