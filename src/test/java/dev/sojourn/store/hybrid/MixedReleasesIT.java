package dev.sojourn.store.hybrid;

import static dev.sojourn.store.hybrid.Samples.changed;
import static dev.sojourn.store.hybrid.Samples.created;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.servers.RedisServer;
import dev.sojourn.servers.TcpProxy;
import dev.sojourn.store.ChangeKind;
import dev.sojourn.store.History;
import dev.sojourn.store.HistoryEntry;
import dev.sojourn.store.HistoryFilter;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.redis.LaterRelease;
import java.time.Clock;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node of a later release has died before the database had its writes, and nodes of this one find them in the outbox. */
class MixedReleasesIT {

    private static final Clock CLOCK = Clock.systemUTC();

    private final RealServers servers = RealServers.shared(RedisServer.start());

    @AfterEach
    void closeServers() {
        servers.close();
    }

    @Test
    void changeOfAnUnknownKind_isInTheDatabaseAndItsEntryWaitsForANodeThatKnowsIt() {
        StoredRecord live = leftByALaterRelease();

        SessionStore node = servers.node(CLOCK);
        SessionStore other = servers.node(CLOCK);
        soon().untilAsserted(() -> assertThat(mode(other)).isEqualTo(HybridStatus.Mode.SERVING));
        soon().untilAsserted(
                        () -> assertThat(inDatabase(live).version().number()).isEqualTo(2));
        StoredRecord newcomer = created(node, CLOCK);
        soon().untilAsserted(() -> assertThat(history(newcomer)).hasSize(1));
        soon().untilAsserted(() -> assertThat(waitingForALaterRelease()).isEqualTo("1"));
        assertThat(servers.waitingInFront()).isEqualTo(1);
        assertThat(history(live)).extracting(HistoryEntry::kind).containsExactly(ChangeKind.CREATED);
        StoredRecord current = other.load(live.key());
        assertThat(Samples.text(current)).endsWith(" x");
        other.replace(current, changed(current));

        LaterRelease.isThisOne(servers.redis());
        soon().untilAsserted(() -> assertThat(servers.waitingInFront()).isZero());
        assertThat(history(live))
                .extracting(HistoryEntry::kind)
                .containsExactly(ChangeKind.CHANGED, ChangeKind.CHANGED, ChangeKind.CREATED);
        assertThat(inDatabase(live).version().number()).isEqualTo(3);
    }

    @Test
    void frontComesBack_changeOfAnUnknownKindIsNotInItsWayAndNotLost() {
        StoredRecord live = leftByALaterRelease();
        TcpProxy toFront = servers.opened(TcpProxy.to(servers.redis().port()));
        SessionStore node =
                servers.node(CLOCK, toFront.port(), servers.postgres().port());
        soon().untilAsserted(() -> assertThat(mode(node)).isEqualTo(HybridStatus.Mode.SERVING));

        toFront.refuse();
        StoredRecord newcomer = created(node, CLOCK);
        assertThat(mode(node)).isEqualTo(HybridStatus.Mode.SUSPENDED);
        toFront.restore();

        soon().untilAsserted(() -> assertThat(mode(node)).isEqualTo(HybridStatus.Mode.SERVING));
        assertThat(node.load(newcomer.key())).isEqualTo(newcomer);
        assertThat(Samples.text(node.load(live.key()))).endsWith(" x");
        assertThat(waitingForALaterRelease()).isEqualTo("1");

        LaterRelease.isThisOne(servers.redis());
        soon().untilAsserted(() -> assertThat(servers.waitingInFront()).isZero());
        assertThat(history(live))
                .extracting(HistoryEntry::kind)
                .containsExactly(ChangeKind.CHANGED, ChangeKind.CREATED);
    }

    /** A session that the database knows as it was created, and whose change is in the outbox, with a kind that is not known here. */
    private StoredRecord leftByALaterRelease() {
        TcpProxy toDatabase = servers.opened(TcpProxy.to(servers.postgres().port()));
        SessionStore later = servers.node(CLOCK, servers.redis().port(), toDatabase.port());
        soon().untilAsserted(() -> assertThat(mode(later)).isEqualTo(HybridStatus.Mode.SERVING));
        StoredRecord live = created(later, CLOCK);
        soon().until(() -> servers.waitingInFront() == 0);
        toDatabase.refuse();
        later.replace(live, changed(live));
        later.close();
        assertThat(servers.waitingInFront()).isEqualTo(1);
        LaterRelease.wrote(servers.redis());
        return live;
    }

    private String waitingForALaterRelease() {
        return servers.redis().command("ZCARD", "sojourn:~w");
    }

    private StoredRecord inDatabase(StoredRecord session) {
        try (SessionStore database = servers.database(CLOCK, servers.postgres().port())) {
            StoredRecord there = database.load(session.key());
            assertThat(there).isNotNull();
            return Terms.with(there, there.key(), Terms.seen(there.version()));
        }
    }

    private List<HistoryEntry> history(StoredRecord session) {
        try (SessionStore database = servers.database(CLOCK, servers.postgres().port())) {
            return database.capability(History.class)
                    .orElseThrow()
                    .history(new HistoryFilter(null, session.key().id(), null, null), null, 100)
                    .entries();
        }
    }

    private static HybridStatus.Mode mode(SessionStore node) {
        return node.capability(HybridStatus.class).orElseThrow().mode();
    }

    private static ConditionFactory soon() {
        return Awaitility.await().atMost(FrontAwayIT.BOUND.plusSeconds(20)).ignoreExceptions();
    }
}
