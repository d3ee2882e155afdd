package dev.sojourn.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.AttributeChanges;
import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.NewSession;
import dev.sojourn.SessionToken;
import dev.sojourn.Touch;
import dev.sojourn.engine.SecureTokenSource;
import dev.sojourn.engine.SessionEngine;
import dev.sojourn.store.SessionStore;
import dev.sojourn.support.EngineFixture;
import dev.sojourn.support.JsonbMapper;
import dev.sojourn.support.LoginSteps;
import dev.sojourn.support.MutableClock;
import dev.sojourn.support.Policies;
import dev.sojourn.support.RecordedEvents;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each operation of the engine costs in round trips, uncontended: the table of the project's design. */
abstract class CostContract {

    private final MutableClock clock = MutableClock.startingNow();
    private SessionStore store;
    private SessionEngine engine;

    /** A store over an empty storage. */
    abstract SessionStore open(Clock clock);

    /** Round trips so far. */
    abstract long trips();

    /** How many more an operation on several records may take than on one server. */
    abstract int more();

    @BeforeEach
    void openStore() {
        store = open(clock);
        engine = engine(store);
        // connections are made and scripts are known from here on
        for (int i = 0; i < 40; i++) {
            IssuedSession warm = engine.create(NewSession.of("warm" + i));
            engine.end(warm.session().key(), EndReason.LOGOUT);
        }
        clock.advance(Duration.ofSeconds(10));
    }

    private SessionEngine engine(SessionStore over) {
        return new SessionEngine(
                over,
                Policies.DEFAULT.build(),
                clock,
                new SecureTokenSource(),
                new JsonbMapper(),
                new RecordedEvents());
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void validating_within_the_touch_interval_is_one_read() {
        IssuedSession issued = engine.create(NewSession.of("alice"));
        clock.advance(Duration.ofSeconds(30));
        assertThat(cost(() -> engine.validate(issued.token().value()))).isEqualTo(1);
        assertThat(cost(() -> engine.validate(issued.token().value(), Touch.NO)))
                .isEqualTo(1);
    }

    @Test
    void validating_when_a_touch_is_due_is_a_read_and_a_write() {
        IssuedSession issued = engine.create(NewSession.of("alice"));
        clock.advance(Duration.ofSeconds(61));
        assertThat(cost(() -> engine.validate(issued.token().value()))).isEqualTo(2);
        assertThat(cost(() -> engine.validate(issued.token().value()))).isEqualTo(1);
    }

    @Test
    void validating_what_nobody_issued_is_one_read_at_most() {
        IssuedSession issued = engine.create(NewSession.of("alice"));
        engine.end(issued.session().key(), EndReason.LOGOUT);
        assertThat(cost(() -> engine.validate(issued.token().value()))).isEqualTo(1);
        assertThat(cost(() -> engine.validate("nonsense"))).isZero();
    }

    @Test
    void login_below_the_limit() {
        engine.create(NewSession.of("alice"));
        assertThat(cost(() -> engine.create(NewSession.of("alice")))).isLessThanOrEqualTo(3 + more());
    }

    @Test
    void first_login() {
        assertThat(cost(() -> engine.create(NewSession.of("alice")))).isLessThanOrEqualTo(3 + more());
    }

    @Test
    void login_with_limit_and_eviction() {
        for (int i = 0; i < 5; i++) {
            engine.create(NewSession.of("alice"));
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(cost(() -> engine.create(NewSession.of("alice")))).isLessThanOrEqualTo(3 + more());
        assertThat(engine.sessionsOf("alice")).hasSize(5);
    }

    @Test
    void login_with_an_epoch() {
        engine.create(NewSession.of("alice"));
        long cost = cost(() -> engine.create(NewSession.of("alice").epoch(engine.loginEpoch("alice"))));
        assertThat(cost).isLessThanOrEqualTo(4 + more());
    }

    @Test
    void whole_login_from_a_known_and_from_a_new_device() {
        var logins = new LoginSteps(store, engine, clock);
        String known = logins.signIn("alice");
        assertThat(cost(() -> logins.signIn("alice", known))).isLessThanOrEqualTo(8 + more());
        assertThat(cost(() -> logins.signIn("alice", "of somebody else"))).isLessThanOrEqualTo(9 + more());
        assertThat(cost(() -> logins.signIn("alice"))).isLessThanOrEqualTo(9 + more());
    }

    @Test
    void anonymous_session() {
        engine.create(NewSession.anonymous());
        assertThat(cost(() -> engine.create(NewSession.anonymous()))).isLessThanOrEqualTo(2);
    }

    @Test
    void rotating() {
        IssuedSession issued = engine.create(NewSession.of("alice"));
        assertThat(cost(() -> engine.rotate(issued.token()))).isLessThanOrEqualTo(2 + more());
    }

    @Test
    void ending_one_by_key_or_token() {
        IssuedSession one = engine.create(NewSession.of("alice"));
        IssuedSession other = engine.create(NewSession.of("alice"));
        SessionToken token = other.token();
        assertThat(cost(() -> engine.end(one.session().key(), EndReason.ADMIN))).isLessThanOrEqualTo(2 + more());
        assertThat(cost(() -> engine.end(token, EndReason.LOGOUT))).isLessThanOrEqualTo(2 + more());
    }

    @Test
    void changing_attributes() {
        IssuedSession issued = engine.create(NewSession.of("alice"));
        AttributeChanges change = AttributeChanges.none().put("cart", 3);
        assertThat(cost(() -> engine.update(issued.session().key(), change, Touch.NO)))
                .isLessThanOrEqualTo(2 + more());
    }

    @Test
    void listing_the_sessions_of_a_principal() {
        threeOf("alice");
        assertThat(cost(() -> engine.sessionsOf("alice"))).isLessThanOrEqualTo(3 + more());
    }

    @Test
    void ending_all_of_a_principal() {
        threeOf("alice");
        assertThat(cost(() -> engine.endAll("alice", EndReason.LOGOUT))).isLessThanOrEqualTo(3 + more());
        assertThat(engine.sessionsOf("alice")).isEmpty();
    }

    @Test
    void ending_all_others_of_a_principal() {
        List<IssuedSession> three = threeOf("alice");
        long cost = cost(() -> engine.endOthers(three.get(0).session().key(), EndReason.LOGOUT));
        // one more than for all: the session that stays tells whose they are
        assertThat(cost).isLessThanOrEqualTo(4 + more());
        assertThat(EngineFixture.word(engine.validate(three.get(0).token().value())))
                .isEqualTo("live");
    }

    private List<IssuedSession> threeOf(String principal) {
        return List.of(
                engine.create(NewSession.of(principal)),
                engine.create(NewSession.of(principal)),
                engine.create(NewSession.of(principal)));
    }

    private long cost(Supplier<?> operation) {
        long before = trips();
        Object unused = operation.get();
        return trips() - before;
    }
}
