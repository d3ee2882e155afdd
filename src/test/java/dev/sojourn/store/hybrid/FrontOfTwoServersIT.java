package dev.sojourn.store.hybrid;

import static dev.sojourn.store.hybrid.Samples.changed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.servers.MemcachedServer;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import dev.sojourn.store.memcached.MemcachedOptions;
import dev.sojourn.store.memcached.MemcachedStores;
import dev.sojourn.store.memcached.ServerAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two Memcached servers in front, of which one goes: what is left of the front gives a sign of life. */
class FrontOfTwoServersIT {

    private static final Clock CLOCK = Clock.systemUTC();

    private final MemcachedServer one = MemcachedServer.start();
    private final MemcachedServer two = MemcachedServer.start();
    private final H2 h2 = new H2();
    private final SessionStore node = open();

    private SessionStore open() {
        List<ServerAddress> servers = Stream.of(one, two)
                .map(server -> new ServerAddress("127.0.0.1", server.port()))
                .toList();
        var options = new MemcachedOptions(servers, null, null, 2, Duration.ofSeconds(2), "sojourn:");
        return HybridStores.open(MemcachedStores.open(options, CLOCK), h2.open(CLOCK), Nodes.options(CLOCK));
    }

    @AfterEach
    void close() {
        node.close();
        one.close();
        two.close();
    }

    @Test
    void oneServerGone_databaseServesAloneUntilBothAreThere() {
        List<StoredRecord> records = Samples.created(node, 20, CLOCK);
        two.kill();
        for (StoredRecord record : records) {
            assertThat(node.load(record.key())).isEqualTo(record);
            assertThat(node.replace(record, changed(record))).isEqualTo(WriteOutcome.WRITTEN);
        }
        // not in service and out again, round after round
        Awaitility.await().during(Nodes.POLL.multipliedBy(8)).until(() -> mode() == HybridStatus.Mode.SUSPENDED);
        two.restart();
        Awaitility.await().until(() -> mode() == HybridStatus.Mode.SERVING);
        for (StoredRecord record : records) {
            assertThat(node.load(record.key()))
                    .satisfies(changed -> assertThat(changed.version().number()).isEqualTo(2));
        }
    }

    private HybridStatus.Mode mode() {
        return node.capability(HybridStatus.class).orElseThrow().mode();
    }
}
