package dev.sojourn.store.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.NewSession;
import dev.sojourn.Validation;
import dev.sojourn.engine.SecureTokenSource;
import dev.sojourn.engine.SessionEngine;
import dev.sojourn.store.ChangeKind;
import dev.sojourn.store.ExpiryIndex;
import dev.sojourn.store.History;
import dev.sojourn.store.HistoryEntry;
import dev.sojourn.store.HistoryFilter;
import dev.sojourn.store.HistoryPage;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.support.JsonbMapper;
import dev.sojourn.support.MutableClock;
import dev.sojourn.support.Outcome;
import dev.sojourn.support.Policies;
import dev.sojourn.support.Race;
import dev.sojourn.support.RecordedEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Logins, touches, ends and cleanups all at once, from two nodes, at few principals and short lives. */
abstract class StressContract {

    private static final int THREADS = 32;
    private static final int ROUNDS = 6;
    private static final int PRINCIPALS = 8;
    private static final int LIMIT = 5;

    private final MutableClock clock = MutableClock.startingNow();

    protected abstract DatabaseOptions.Source source();

    /** How many the database has seen. */
    protected abstract long deadlocks();

    @Test
    void loginsTouchesEndsAndCleanupsAtOnce_neverFailAndLeaveTheLimit() {
        try (SessionStore one = open();
                SessionStore other = open()) {
            one.ping();
            List<SessionEngine> nodes = List.of(engine(one), engine(other));
            long before = deadlocks();
            List<Outcome<List<IssuedSession>>> outcomes = Race.of(THREADS, i -> worker(i, nodes.get(i % 2), one));
            assertThat(outcomes)
                    .allSatisfy(outcome -> assertThat(outcome.thrown()).isNull());
            assertThat(deadlocks()).isEqualTo(before);
            for (int p = 0; p < PRINCIPALS; p++) {
                assertThat(nodes.get(0).sessionsOf("user-" + p)).hasSizeLessThanOrEqualTo(LIMIT);
            }
            historyIsWhole(one);
        }
    }

    private Callable<List<IssuedSession>> worker(int number, SessionEngine engine, SessionStore store) {
        return () -> {
            var random = new Random(number);
            List<IssuedSession> mine = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                if (number % 8 == 7) {
                    clock.advance(Duration.ofMillis(500));
                    leaveSomethingToPurge(store, number + ":" + i);
                    int ended = engine.cleanup();
                    int purged =
                            store.capability(ExpiryIndex.class).orElseThrow().purge(clock.instant(), 100);
                    assertThat(ended + purged).isNotNegative();
                    continue;
                }
                mine.add(engine.create(NewSession.of("user-" + random.nextInt(PRINCIPALS))));
                for (int touches = 0; touches < 3; touches++) {
                    IssuedSession any = mine.get(random.nextInt(mine.size()));
                    Validation answer = engine.validate(any.token().value());
                    assertThat(answer).isNotNull();
                }
                if (random.nextInt(4) == 0) {
                    engine.end(mine.remove(0).token(), EndReason.LOGOUT);
                }
            }
            return mine;
        };
    }

    private void leaveSomethingToPurge(SessionStore store, String id) {
        for (int i = 0; i < 20; i++) {
            StoredRecord over = RecordBuilder.of(RecordKind.ATTEMPTS, id + ":" + i, clock.instant())
                    .keepUntil(clock.instant())
                    .build();
            assertThat(store.create(over)).isTrue();
        }
    }

    /** Each session's entries in the order of its versions, begun by its creation, and nothing after its end. */
    private static void historyIsWhole(SessionStore store) {
        History history = store.capability(History.class).orElseThrow();
        List<HistoryEntry> all = new ArrayList<>();
        String cursor = null;
        do {
            HistoryPage page = history.history(new HistoryFilter(null, null, null, null), cursor, 200);
            all.addAll(page.entries());
            cursor = page.nextCursor();
        } while (cursor != null);
        assertThat(all.stream()
                        .filter(entry -> entry.kind() == ChangeKind.CREATED)
                        .map(HistoryEntry::session))
                .doesNotHaveDuplicates()
                .hasSize((THREADS - THREADS / 8) * ROUNDS);
        assertThat(all.stream()
                        .filter(entry -> entry.kind() == ChangeKind.ENDED)
                        .map(HistoryEntry::session))
                .doesNotHaveDuplicates();
    }

    private SessionEngine engine(SessionStore store) {
        Policies policies = patient()
                .limit(LIMIT)
                .lifetime(Duration.ofSeconds(3), Duration.ofHours(1))
                .touchInterval(Duration.ZERO)
                .retention(Duration.ofHours(1));
        return new SessionEngine(
                store, policies.build(), clock, new SecureTokenSource(), new JsonbMapper(), new RecordedEvents());
    }

    /** So many writers at few principals on few processors: the last of them may wait long for its turn. */
    private static Policies patient() {
        Policies usual = Policies.DEFAULT;
        return new Policies(
                usual.application(),
                usual.trusted(),
                usual.idle(),
                usual.absolute(),
                usual.touchInterval(),
                usual.limit(),
                usual.maxBytes(),
                usual.retention(),
                usual.rotationGrace(),
                usual.renewalInterval(),
                usual.keepAtLogin(),
                usual.maxAnonymous(),
                usual.csrfBytes(),
                usual.hijack(),
                usual.privacy(),
                Duration.ofSeconds(55));
    }

    private SessionStore open() {
        return DatabaseStores.open(
                new DatabaseOptions(source(), 10, Duration.ofSeconds(30), SchemaMode.CREATE, "stress:"), clock);
    }
}
