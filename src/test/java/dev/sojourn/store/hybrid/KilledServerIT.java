package dev.sojourn.store.hybrid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.SessionKey;
import dev.sojourn.SessionManager;
import dev.sojourn.Touch;
import dev.sojourn.Validation;
import dev.sojourn.engine.SecureTokenSource;
import dev.sojourn.engine.SessionEngine;
import dev.sojourn.servers.RedisServer;
import dev.sojourn.store.ChangeKind;
import dev.sojourn.store.History;
import dev.sojourn.store.HistoryEntry;
import dev.sojourn.store.HistoryFilter;
import dev.sojourn.store.HistoryPage;
import dev.sojourn.store.SessionStore;
import dev.sojourn.support.JsonbMapper;
import dev.sojourn.support.Policies;
import dev.sojourn.support.RecordedEvents;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server is killed with SIGKILL or stopped under load, stays away and comes back; then every session and the history are counted. */
class KilledServerIT {

    private static final Clock CLOCK = Clock.systemUTC();

    private final RealServers servers =
            RealServers.own(RedisServer.with().durable().start());
    private final List<SessionStore> stores = List.of(servers.node(CLOCK), servers.node(CLOCK));
    private final List<SessionManager> nodes =
            stores.stream().map(KilledServerIT::engine).toList();

    @AfterEach
    void closeServers() {
        servers.close();
    }

    @Test
    void databaseKilledUnderLoad_sessionsGoOnAndTheHistoryIsWholeAfterwards() throws Exception {
        Count count = brokenUnderLoad(servers.postgres()::kill, servers.postgres()::restart);
        assertThat(count.failures).as("calls that failed").isZero();
    }

    /** Whether it has done what it was sent cannot be known before it wakes up. */
    @Test
    void databaseFrozenUnderLoad_sessionsGoOnAndTheHistoryIsWholeAfterwards() throws Exception {
        Count count = brokenUnderLoad(servers.postgres()::freeze, servers.postgres()::resume);
        assertThat(count.failures).as("calls that failed").isZero();
    }

    @Test
    void frontKilledUnderLoad_noSessionIsLostAndTheHistoryIsWholeAfterwards() throws Exception {
        Count count = brokenUnderLoad(servers.redis()::kill, servers.redis()::restart);
        assertThat(count.failures).as("calls that failed").isZero();
    }

    /** What it was sent meanwhile it does when it wakes up, and nobody counts on it any more. */
    @Test
    void frontFrozenUnderLoad_noSessionIsLostAndTheHistoryIsWholeAfterwards() throws Exception {
        Count count = brokenUnderLoad(servers.redis()::freeze, servers.redis()::resume);
        assertThat(count.failures).as("calls that failed").isZero();
    }

    private record Count(long calls, long failures, int sessions, int lost, int revived, int missing, int twice) {}

    private Count brokenUnderLoad(Runnable fault, Runnable cure) throws Exception {
        var visitors = servers.opened(new Visitors(nodes));
        Awaitility.await().until(() -> visitors.calls() > 500);
        long before = visitors.calls();
        fault.run();
        // Without the one server it is slower until breakers open; enough calls, and enough time for any poll.
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> visitors.calls() > before + 500);
        cure.run();
        long back = visitors.calls();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> visitors.calls() > back + 500);
        visitors.stop();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(this::nothingWaits);
        Count count = count(visitors);
        System.getLogger(KilledServerIT.class.getName()).log(System.Logger.Level.INFO, "{0}", count);
        assertThat(visitors.refusals())
                .filteredOn(text -> text.startsWith("WRONG"))
                .isEmpty();
        assertThat(count)
                .as(
                        "%s, refused: %s",
                        count, visitors.refusals().stream().limit(10).toList())
                .extracting(Count::lost, Count::revived, Count::missing, Count::twice)
                .containsExactly(0, 0, 0, 0);
        return count;
    }

    private boolean nothingWaits() {
        for (SessionStore store : stores) {
            HybridStatus status = store.capability(HybridStatus.class).orElseThrow();
            if (status.mode() != HybridStatus.Mode.SERVING || status.waiting() > 0) {
                return false;
            }
        }
        return servers.waitingInFront() == 0;
    }

    private Count count(Visitors visitors) {
        int lost = 0;
        int revived = 0;
        int missing = 0;
        int twice = 0;
        for (Visitors.Told told : visitors.sessions()) {
            for (SessionManager node : nodes) {
                boolean live = node.validate(told.issued.token().value(), Touch.NO) instanceof Validation.Live;
                lost += !live && !told.ended && !told.maybeEnded ? 1 : 0;
                revived += live && told.ended ? 1 : 0;
            }
            List<HistoryEntry> entries = history(told.key());
            int created = of(ChangeKind.CREATED, entries);
            int changed = of(ChangeKind.CHANGED, entries);
            int ended = of(ChangeKind.ENDED, entries);
            missing +=
                    Math.max(0, 1 - created) + Math.max(0, told.changes - changed) + (told.ended && ended == 0 ? 1 : 0);
            twice += Math.max(0, created - 1)
                    + Math.max(0, changed - told.changes - told.maybeChanges)
                    + Math.max(0, ended - 1);
            assertThat(entries).extracting(entry -> entry.version().number()).isSorted();
            assertThat(entries).extracting(HistoryEntry::at).isSorted();
            boolean mustBeLive = !told.ended && !told.maybeEnded;
            lost += mustBeLive && attributes(told) < told.changes ? 1 : 0;
        }
        return new Count(
                visitors.calls(), visitors.failures(), visitors.sessions().size(), lost, revived, missing, twice);
    }

    private int attributes(Visitors.Told told) {
        return nodes.get(0)
                .find(new SessionKey(told.key()))
                .map(session -> session.attributes().names().size())
                .orElse(0);
    }

    private static int of(ChangeKind kind, List<HistoryEntry> entries) {
        return (int) entries.stream().filter(entry -> entry.kind() == kind).count();
    }

    /** Oldest first. */
    private List<HistoryEntry> history(String session) {
        History history = stores.get(1).capability(History.class).orElseThrow();
        List<HistoryEntry> entries = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            HistoryPage page = history.history(new HistoryFilter(null, session, null, null), cursor, 100);
            entries.addAll(page.entries());
            cursor = page.nextCursor();
        } while (cursor != null);
        Collections.reverse(entries);
        return entries;
    }

    private static SessionManager engine(SessionStore store) {
        return new SessionEngine(
                store,
                Policies.DEFAULT.touchInterval(Duration.ZERO).build(),
                CLOCK,
                new SecureTokenSource(),
                new JsonbMapper(),
                new RecordedEvents());
    }
}
