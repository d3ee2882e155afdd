package dev.sojourn.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.BlockedBy;
import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.NewSession;
import dev.sojourn.SessionStatistics;
import dev.sojourn.StorageUnavailableException;
import dev.sojourn.Validation;
import dev.sojourn.engine.SecureTokenSource;
import dev.sojourn.engine.SessionEngine;
import dev.sojourn.engine.StoreMonitor;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.event.SessionEvents;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.jcache.SharedMemory;
import dev.sojourn.support.JsonbMapper;
import dev.sojourn.support.MutableClock;
import dev.sojourn.support.Policies;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NodeStatisticsTest {

    private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");
    private static final Duration LONG = Duration.ofSeconds(30);

    private final MutableClock clock = new MutableClock(START.plusNanos(900_000));
    private final SessionStore store = SharedMemory.open(1000, clock);
    private final Counts counts = new Counts(clock);
    private final SessionEngine engine = engine(Policies.DEFAULT);
    private final SessionStatistics statistics = statistics(store, Runnable::run);

    private SessionEngine engine(Policies policies) {
        var events = new SessionEvents() {
            @Override
            public void publish(SessionEvent event) {
                counts.happened(event);
            }

            @Override
            public void validated(Validation answer) {
                counts.validated(answer);
            }
        };
        return new SessionEngine(store, policies.build(), clock, new SecureTokenSource(), new JsonbMapper(), events);
    }

    private SessionStatistics statistics(SessionStore asked, Executor executor) {
        return new NodeStatistics(counts, engine, new StoreMonitor(asked, executor, LONG), executor, LONG);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void nothing_beforeAnythingHappened() {
        clock.advance(Duration.ofHours(1));
        assertThat(statistics.since()).isEqualTo(START);
        assertThat(statistics.created()).isZero();
        assertThat(statistics.ended())
                .hasSize(EndReason.values().length)
                .allSatisfy((reason, count) -> assertThat(count).isZero());
        assertThat(statistics.validations())
                .containsKeys("live", "missing", "unknown", "rotated", "logout", "theft")
                .hasSize(4 + EndReason.values().length);
        assertThat(statistics.active()).hasValue(0);
    }

    @Test
    void sessions_areCountedWhenCreatedEndedAndLive() {
        for (int i = 0; i < 7; i++) {
            engine.create(NewSession.of("alice"));
        }
        IssuedSession visitor = engine.create(NewSession.anonymous());
        engine.end(visitor.token(), EndReason.LOGOUT);
        engine.end(visitor.token(), EndReason.LOGOUT);

        assertThat(statistics.created()).isEqualTo(8);
        assertThat(statistics.ended()).containsEntry(EndReason.EVICTED, 2L).containsEntry(EndReason.LOGOUT, 1L);
        assertThat(statistics.active()).hasValue(5);
    }

    @Test
    void live_areThoseOfAllApplications() {
        engine.create(NewSession.of("alice"));
        engine(Policies.DEFAULT.of("shop")).create(NewSession.anonymous());

        assertThat(statistics.active()).hasValue(2);
    }

    @Test
    void tokens_areCountedByTheirAnswer() {
        IssuedSession session = engine.create(NewSession.of("alice"));
        engine.validate(session.token().value());
        engine.validate(null);
        engine.validate("no token");
        IssuedSession next = engine.rotate(session.token());
        engine.validate(session.token().value());
        engine.end(next.token(), EndReason.LOGOUT);
        engine.validate(next.token().value());

        assertThat(statistics.validations())
                .containsEntry("live", 1L)
                .containsEntry("missing", 1L)
                .containsEntry("unknown", 1L)
                .containsEntry("rotated", 1L)
                .containsEntry("logout", 1L);
    }

    @Test
    void refusals_areCounted() {
        counts.happened(new SessionEvent.CsrfRefused(START, null, "token", null));
        counts.happened(new SessionEvent.LoginBlocked(START, "alice", null, BlockedBy.USERNAME));

        assertThat(statistics.csrfRefusals()).isEqualTo(1);
        assertThat(statistics.blockedLogins()).isEqualTo(1);
    }

    @Test
    void live_areUnknownWhileTheStorageIsDown_thoughTheyWereCountedBefore() {
        List<Boolean> down = new ArrayList<>();
        var monitored = new StoreMonitor(
                store,
                work -> {
                    if (!down.isEmpty()) {
                        throw new StorageUnavailableException("gone", null);
                    }
                    work.run();
                },
                LONG);
        var watched = new NodeStatistics(counts, engine, monitored, Runnable::run, LONG);
        assertThat(watched.active()).hasValue(0);

        down.add(true);

        assertThat(watched.active()).isEmpty();
    }
}
