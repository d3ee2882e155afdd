package dev.sojourn.store.hybrid;

import static dev.sojourn.store.hybrid.Samples.changed;
import static dev.sojourn.store.hybrid.Samples.created;
import static dev.sojourn.store.hybrid.Samples.ended;
import static dev.sojourn.store.hybrid.Samples.touched;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.EndReason;
import dev.sojourn.StorageUnavailableException;
import dev.sojourn.servers.RedisServer;
import dev.sojourn.servers.TcpProxy;
import dev.sojourn.store.ChangeKind;
import dev.sojourn.store.History;
import dev.sojourn.store.HistoryEntry;
import dev.sojourn.store.HistoryFilter;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of sessions when one or all nodes lose the front, or it comes back with less than it had. */
class FrontAwayIT {

    private static final Clock CLOCK = Clock.systemUTC();

    /** What a node may be late, and as much again for a busy machine. */
    static final Duration BOUND = Nodes.POLL.multipliedBy(2).plusSeconds(2);

    private final RealServers servers = RealServers.shared(RedisServer.start());
    private final TcpProxy toFront = servers.opened(TcpProxy.to(servers.redis().port()));
    private final TcpProxy toDatabase =
            servers.opened(TcpProxy.to(servers.postgres().port()));
    private final SessionStore cutOff = servers.node(CLOCK, toFront.port(), toDatabase.port());
    private final SessionStore other = servers.node(CLOCK);

    @AfterEach
    void closeServers() {
        servers.close();
    }

    @Test
    void frontFlushed_sessionsGoOnFromTheDatabase() {
        List<StoredRecord> records = created(cutOff, 20, CLOCK);
        servers.redis().command("FLUSHALL");
        for (StoredRecord record : records) {
            assertThat(other.load(record.key())).isEqualTo(record);
            assertThat(cutOff.replace(record, changed(record))).isEqualTo(WriteOutcome.WRITTEN);
        }
        assertThat(other.loadAll(records.stream().map(StoredRecord::key).toList()))
                .hasSize(20)
                .allSatisfy(
                        (key, record) -> assertThat(record.version().number()).isEqualTo(2));
    }

    @Test
    void frontRestartedWithAnOldSnapshot_endHolds() {
        StoredRecord live = created(cutOff, CLOCK);
        servers.redis().command("SAVE");
        end(cutOff, live.key());
        servers.redis().kill();
        servers.redis().restart();
        assertThat(servers.redis().command("DBSIZE"))
                .as("what came back from the snapshot")
                .isNotEqualTo("0");
        soon().untilAsserted(() -> assertEndedEverywhere(live.key()));
        soon().untilAsserted(() -> assertServing());
        assertEndedEverywhere(live.key());
    }

    @Test
    void frontRestartedWithAnOldSnapshot_lateTouchRevivesNothing() {
        StoredRecord live = created(cutOff, CLOCK);
        servers.redis().command("SAVE");
        end(other, live.key());
        servers.redis().kill();
        servers.redis().restart();
        // whether the node has seen it or not yet
        assertThat(cutOff.replace(live, changed(live))).isNotEqualTo(WriteOutcome.WRITTEN);
        soon().untilAsserted(() -> assertServing());
        assertEndedEverywhere(live.key());
    }

    @Test
    void endByANodeCutOffFromTheFront_holdsOnEveryNodeWithinTheBound() {
        StoredRecord live = created(cutOff, CLOCK);
        assertThat(other.load(live.key())).isEqualTo(live);
        toFront.refuse();
        end(cutOff, live.key());
        soon().untilAsserted(() -> assertEndedEverywhere(live.key()));
        toFront.restore();
        soon().untilAsserted(() -> assertServing());
        assertEndedEverywhere(live.key());
    }

    @Test
    void endByANodeCutOffFromTheFront_holdsOnANodeCutOffFromTheDatabase() {
        StoredRecord live = created(cutOff, CLOCK);
        TcpProxy toOthersDatabase =
                servers.opened(TcpProxy.to(servers.postgres().port()));
        SessionStore withoutDatabase = servers.node(CLOCK, servers.redis().port(), toOthersDatabase.port());
        assertThat(load(withoutDatabase, live.key())).isEqualTo(live);
        toOthersDatabase.refuse();
        soon().untilAsserted(() ->
                assertThat(status(withoutDatabase).databaseAnswers()).isFalse());
        assertThat(load(withoutDatabase, live.key())).isEqualTo(live);
        toFront.refuse();
        end(cutOff, live.key());
        // the third node reaches both, and tells it in the front
        soon().untilAsserted(() -> assertThatThrownBy(() -> withoutDatabase.load(live.key()))
                .isInstanceOf(StorageUnavailableException.class));
        toOthersDatabase.restore();
        soon().untilAsserted(() ->
                assertThat(Terms.ended(load(withoutDatabase, live.key()))).isTrue());
    }

    @Test
    void changesOnBothSidesOfACut_bothWin() {
        StoredRecord first = created(cutOff, CLOCK);
        toFront.refuse();
        StoredRecord here = load(cutOff, first.key());
        // the other node's front is further on by touches that the database may not have yet
        StoredRecord there = load(other, first.key());
        for (int i = 0; i < 3; i++) {
            StoredRecord next = touched(there);
            if (other.replace(there, next) == WriteOutcome.WRITTEN) {
                there = load(other, first.key());
            }
        }
        boolean won = cutOff.replace(here, changed(here, "here")) == WriteOutcome.WRITTEN;
        while (!won) {
            here = load(cutOff, first.key());
            won = cutOff.replace(here, changed(here, "here")) == WriteOutcome.WRITTEN;
        }
        won = false;
        while (!won) {
            there = load(other, first.key());
            won = other.replace(there, changed(there, "there")) == WriteOutcome.WRITTEN;
        }
        toFront.restore();
        soon().untilAsserted(() -> assertServing());
        for (SessionStore node : List.of(cutOff, other)) {
            assertThat(Samples.text(load(node, first.key()))).contains("here", "there");
        }
    }

    @Test
    void everythingWorks_whileTheFrontIsAway() {
        List<StoredRecord> before = created(other, 5, CLOCK);
        servers.redis().kill();
        List<StoredRecord> meanwhile = created(other, 5, CLOCK);
        for (StoredRecord record : before) {
            StoredRecord current = load(cutOff, record.key());
            assertThat(cutOff.replace(current, touched(current))).isEqualTo(WriteOutcome.WRITTEN);
        }
        servers.redis().restart();
        soon().untilAsserted(() -> assertServing());
        for (StoredRecord record : before) {
            assertThat(load(other, record.key()).version().number()).isEqualTo(2);
        }
        for (StoredRecord record : meanwhile) {
            assertThat(load(other, record.key())).isEqualTo(record);
        }
    }

    @Test
    void touchWhileTheFrontIsAway_isInTheDatabaseAndSuspendsNothing() {
        StoredRecord live = created(cutOff, CLOCK);
        assertThat(load(other, live.key())).isEqualTo(live);
        toFront.refuse();
        StoredRecord touched = touched(live);
        assertThat(cutOff.replace(live, touched)).isEqualTo(WriteOutcome.WRITTEN);
        assertThat(load(cutOff, live.key())).isEqualTo(touched);
        assertThat(status(other).mode()).isEqualTo(HybridStatus.Mode.SERVING);
        assertThat(status(cutOff).mode()).isEqualTo(HybridStatus.Mode.SERVING);
    }

    @Test
    void missInTheFrontAndDatabaseAway_isUnavailableAndNotUnknown() {
        StoredRecord live = created(cutOff, CLOCK);
        toDatabase.refuse();
        assertThat(load(cutOff, live.key())).isEqualTo(live);
        assertThatThrownBy(() -> cutOff.load(new RecordKey(RecordKind.SESSION, "nobody")))
                .isInstanceOf(StorageUnavailableException.class);
        cutOff.ping();
        toFront.refuse();
        assertThatThrownBy(() -> cutOff.load(live.key())).isInstanceOf(StorageUnavailableException.class);
        assertThatThrownBy(() -> cutOff.replace(live, ended(live))).isInstanceOf(StorageUnavailableException.class);
        assertThatThrownBy(cutOff::ping).isInstanceOf(StorageUnavailableException.class);
        toFront.restore();
        toDatabase.restore();
        soon().untilAsserted(() -> end(cutOff, live.key()));
        soon().untilAsserted(() -> assertEndedEverywhere(live.key()));
    }

    @Test
    void databaseAwayAtTheStart_isUnavailableUntilItAnswered() {
        StoredRecord live = created(other, CLOCK);
        toDatabase.refuse();
        SessionStore late = servers.node(CLOCK, toFront.port(), toDatabase.port());
        assertThatThrownBy(() -> late.load(live.key())).isInstanceOf(StorageUnavailableException.class);
        assertThat(status(late).mode()).isEqualTo(HybridStatus.Mode.UNKNOWN);
        toDatabase.restore();
        soon().untilAsserted(() -> assertThat(late.load(live.key())).isEqualTo(live));
    }

    @Test
    void nodeThatDiesBeforeTheDatabaseHasItsWrites_isSucceededByTwoOthersAtOnce() {
        SessionStore third = servers.node(CLOCK);
        StoredRecord live = created(cutOff, CLOCK);
        assertThat(load(third, live.key())).isEqualTo(live);
        StoredRecord toEnd = created(cutOff, CLOCK);
        toDatabase.refuse();
        assertThat(cutOff.replace(live, changed(live))).isEqualTo(WriteOutcome.WRITTEN);
        end(cutOff, toEnd.key());
        StoredRecord late = created(cutOff, CLOCK);
        cutOff.close();
        assertThat(servers.waitingInFront()).isEqualTo(3);
        soon().untilAsserted(() -> assertThat(servers.waitingInFront()).isZero());
        try (SessionStore database = servers.database(CLOCK, servers.postgres().port())) {
            assertThat(Terms.seen(load(database, live.key()).version()).number())
                    .isEqualTo(2);
            assertThat(load(database, late.key()).version()).isEqualTo(late.version());
            assertThat(Terms.ended(load(database, toEnd.key()))).isTrue();
        }
        assertThat(history(toEnd.key()))
                .extracting(HistoryEntry::kind)
                .containsExactly(ChangeKind.ENDED, ChangeKind.CREATED);
        assertThat(history(live.key()))
                .extracting(HistoryEntry::kind)
                .containsExactly(ChangeKind.CHANGED, ChangeKind.CREATED);
    }

    @Test
    void everyDeliveredCopy_leavesTheOutbox() {
        for (StoredRecord record : created(other, 10, CLOCK)) {
            for (int i = 0; i < 3; i++) {
                StoredRecord current = load(other, record.key());
                assertThat(other.replace(current, touched(current))).isEqualTo(WriteOutcome.WRITTEN);
            }
            end(other, record.key());
        }
        soon().untilAsserted(() -> assertThat(servers.waitingInFront()).isZero());
        assertThat(status(other).waiting()).isZero();
    }

    private List<HistoryEntry> history(RecordKey session) {
        return other.capability(History.class)
                .orElseThrow()
                .history(new HistoryFilter(null, session.id(), null, null), null, 100)
                .entries();
    }

    private void assertServing() {
        for (SessionStore node : List.of(cutOff, other)) {
            assertThat(status(node).mode()).isEqualTo(HybridStatus.Mode.SERVING);
            assertThat(status(node).frontAnswers()).isTrue();
        }
        try (SessionStore database = servers.database(CLOCK, servers.postgres().port())) {
            Control control = Control.of(load(database, Control.KEY));
            try (SessionStore front = RealServers.front(CLOCK, servers.redis().port())) {
                assertThat(new Front(front).incarnation()).isEqualTo(control.incarnation());
            }
        }
    }

    private void assertEndedEverywhere(RecordKey key) {
        for (SessionStore node : List.of(cutOff, other)) {
            assertThat(Objects.requireNonNull(load(node, key).fields()).endReason())
                    .isEqualTo(EndReason.LOGOUT);
        }
    }

    private static void end(SessionStore node, RecordKey key) {
        StoredRecord current = load(node, key);
        assertThat(node.replace(current, ended(current))).isEqualTo(WriteOutcome.WRITTEN);
    }

    private static StoredRecord load(SessionStore node, RecordKey key) {
        StoredRecord record = node.load(key);
        assertThat(record).isNotNull();
        return record;
    }

    private static HybridStatus status(SessionStore node) {
        return node.capability(HybridStatus.class).orElseThrow();
    }

    private static ConditionFactory soon() {
        return Awaitility.await().atMost(BOUND.plusSeconds(10)).ignoreExceptions();
    }
}
