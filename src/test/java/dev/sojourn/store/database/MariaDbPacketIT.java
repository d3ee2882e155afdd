package dev.sojourn.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.SessionTooLargeException;
import dev.sojourn.servers.MariaDbServer;
import dev.sojourn.store.Bytes;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.support.MutableClock;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A session larger than MariaDB takes in one statement. */
class MariaDbPacketIT {

    private static final int PACKET = 1 << 20;

    private final Clock clock = MutableClock.startingNow();

    @Test
    void larger_than_max_allowed_packet_is_too_large_and_changes_nothing() {
        try (MariaDbServer server = MariaDbServer.start("--max-allowed-packet=" + PACKET);
                SessionStore store = open(server)) {
            StoredRecord small = record("small", 1000);
            assertThat(store.create(small)).isTrue();

            for (int size : new int[] {PACKET / 2 + 1, PACKET + 1, 3 * PACKET}) {
                StoredRecord large = record("large", size);
                assertThatThrownBy(() -> store.create(large))
                        .isInstanceOf(SessionTooLargeException.class)
                        .hasMessageContaining("max_allowed_packet");
                assertThat(store.load(large.key())).isNull();
                StoredRecord grown = StoredRecord.of(
                        small.key(), small.version().next(2), small.keepUntil(), small.fields(), large.body());
                assertThatThrownBy(() -> store.replace(small, grown)).isInstanceOf(SessionTooLargeException.class);
                assertThat(store.load(small.key())).isEqualTo(small);
            }

            assertThat(store.create(record("largest", PACKET / 2 - 4096 / 2))).isTrue();
        }
    }

    private SessionStore open(MariaDbServer server) {
        var source = new DatabaseOptions.Url(server.url(), server.user(), server.password());
        return DatabaseStores.open(
                new DatabaseOptions(source, 2, Duration.ofSeconds(20), SchemaMode.CREATE, "packet:"), clock);
    }

    /** Of bytes each of which the driver writes as two. */
    private StoredRecord record(String id, int size) {
        byte[] body = new byte[size];
        Arrays.fill(body, (byte) '\'');
        StoredRecord empty = RecordBuilder.session(id, clock.instant()).build();
        return StoredRecord.of(empty.key(), empty.version(), empty.keepUntil(), empty.fields(), Bytes.copyOf(body));
    }
}
