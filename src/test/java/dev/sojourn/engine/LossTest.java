package dev.sojourn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.AttributeChanges;
import dev.sojourn.CapacityException;
import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.NewSession;
import dev.sojourn.Session;
import dev.sojourn.SessionKey;
import dev.sojourn.Touch;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.store.Change;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.jcache.SharedMemory;
import dev.sojourn.support.JsonbMapper;
import dev.sojourn.support.LosingStore;
import dev.sojourn.support.MutableClock;
import dev.sojourn.support.Policies;
import dev.sojourn.support.RecordedEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On a storage that may lose records and cannot list them: Memcached is one. */
class LossTest {

    private static final RecordKey INDEX = new RecordKey(RecordKind.PRINCIPAL, "alice");

    private final MutableClock clock = new MutableClock(Instant.parse("2026-01-05T10:00:00Z"));
    private final RecordedEvents events = new RecordedEvents();
    private final LosingStore store = new LosingStore(SharedMemory.open(1000, clock));
    private final SessionEngine engine = new SessionEngine(
            store, Policies.DEFAULT.build(), clock, new SecureTokenSource(), new JsonbMapper(), events);

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void lostIndex_isPutBackByTheNextTouchOfEachSession() {
        IssuedSession one = engine.create(NewSession.of("alice"));
        IssuedSession two = engine.create(NewSession.of("alice"));
        store.delete(INDEX);
        assertThat(engine.sessionsOf("alice")).isEmpty();

        touchLater(one);
        assertThat(keys()).containsExactly(one.session().key());
        touchLater(two);
        assertThat(keys())
                .containsExactlyInAnyOrder(one.session().key(), two.session().key());
        assertThat(engine.endAll("alice", EndReason.ADMIN)).isEqualTo(2);
    }

    @Test
    void entryThatIsThere_isNotWrittenAgain() {
        IssuedSession one = engine.create(NewSession.of("alice"));
        long before = indexWrites();
        touchLater(one);
        assertThat(indexWrites()).isEqualTo(before);
    }

    @Test
    void sessionsPutBack_countForTheLimitAgain() {
        List<IssuedSession> issued = List.of(
                engine.create(NewSession.of("alice").limit(2)),
                engine.create(NewSession.of("alice").limit(2)));
        store.delete(INDEX);
        issued.forEach(this::touchLater);

        engine.create(NewSession.of("alice").limit(2));

        assertThat(engine.sessionsOf("alice")).hasSize(2);
    }

    @Test
    void anonymousSessions_haveACapOfThisNodeWhereTheStorageCannotCount() {
        var small = new SessionEngine(
                store,
                Policies.DEFAULT.maxAnonymous(3).build(),
                clock,
                new SecureTokenSource(),
                new JsonbMapper(),
                events);
        for (int i = 0; i < 3; i++) {
            small.create(NewSession.anonymous());
        }
        assertThatThrownBy(() -> small.create(NewSession.anonymous())).isInstanceOf(CapacityException.class);

        clock.advance(Duration.ofMinutes(30));
        small.create(NewSession.anonymous());
        assertThat(events.of(SessionEvent.Created.class)).hasSize(4);
    }

    @Test
    void writes_tellWhatTheyDo() {
        IssuedSession issued = engine.create(NewSession.of("alice"));
        touchLater(issued);
        engine.update(issued.session().key(), AttributeChanges.none().put("a", 1), Touch.NO);
        issued = engine.rotate(issued.token());
        issued = engine.reauthenticate(issued.token(), engine.loginEpoch("alice"));
        issued = engine.changeRoles(issued.token(), Set.of("clerk"));
        clock.advance(Duration.ofSeconds(7));
        engine.end(issued.token(), EndReason.LOGOUT);
        IssuedSession visitor = engine.create(NewSession.anonymous());
        engine.upgrade(visitor.token(), NewSession.of("bob"));

        assertThat(store.written().stream()
                        .filter(record -> record.key().kind() == RecordKind.SESSION)
                        .map(StoredRecord::change)
                        .map(change ->
                                change == null ? "nothing" : change.kind().name()))
                .containsExactly(
                        "CREATED",
                        "TOUCHED",
                        "CHANGED",
                        "ROTATED",
                        "AUTHENTICATED",
                        "CHANGED",
                        "ENDED",
                        "CREATED",
                        "AUTHENTICATED");
    }

    @Test
    void expiryFoundLater_isToldWithTheInstantOfTheExpiry() {
        IssuedSession issued = engine.create(NewSession.of("alice"));
        Instant expiry = clock.instant().plus(Duration.ofMinutes(31));
        clock.advance(Duration.ofMinutes(40));
        engine.validate(issued.token().value());

        Change change = store.written().get(store.written().size() - 1).change();
        assertThat(change).isNotNull();
        assertThat(change.at()).isEqualTo(expiry);
    }

    private void touchLater(IssuedSession issued) {
        clock.advance(Duration.ofMinutes(2));
        engine.validate(issued.token().value());
    }

    private List<SessionKey> keys() {
        return engine.sessionsOf("alice").stream().map(Session::key).toList();
    }

    private long indexWrites() {
        return store.written().stream()
                .filter(record -> record.key().equals(INDEX))
                .count();
    }
}
