package dev.sojourn.store.hybrid;

import static dev.sojourn.store.hybrid.Samples.changed;
import static dev.sojourn.store.hybrid.Samples.created;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sojourn.engine.StoreMonitor;
import dev.sojourn.servers.RedisServer;
import dev.sojourn.store.Bytes;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import dev.sojourn.store.encrypted.EncryptedStore;
import dev.sojourn.store.encrypted.EncryptionKey;
import dev.sojourn.store.encrypted.EncryptionKeys;
import dev.sojourn.store.redis.RedisNode;
import dev.sojourn.store.redis.RedisOptions;
import dev.sojourn.store.redis.RedisStores;
import dev.sojourn.store.redis.RedisTopology;
import dev.sojourn.support.MutableClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** How many copies wait in the outbox of Redis, as an operator is told: through the encryption, which does not hide it. */
class BacklogIT {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final RedisServer redis = RedisServer.shared();
    private final H2 h2 = new H2();
    private final MutableClock clock = MutableClock.startingNow();
    private final Breakable toDatabase = new Breakable();

    private SessionStore hybrid() {
        RedisOptions options = RedisOptions.defaults()
                .withTopology(new RedisTopology.Standalone(new RedisNode("127.0.0.1", redis.port())))
                .withTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(5))
                .withIndexed(false);
        return HybridStores.open(
                RedisStores.open(options, clock), toDatabase.around(h2.open(clock)), Nodes.options(clock));
    }

    private static EncryptionKeys keys() {
        return new EncryptionKeys(List.of(new EncryptionKey("k", Bytes.copyOf(new byte[EncryptionKey.BYTES]))));
    }

    private static StoredRecord load(SessionStore store, RecordKey key) {
        return Objects.requireNonNull(store.load(key));
    }

    @Test
    void outbox_isAsLongAsWhatWaits() {
        try (SessionStore node = new EncryptedStore(hybrid(), keys(), new SecureRandom())) {
            var monitor = new StoreMonitor(node, Runnable::run, LONG);
            RecordKey key = created(node, clock).key();
            await().atMost(LONG).until(() -> monitor.outbox().equals(OptionalLong.of(0)));

            toDatabase.refuse();
            for (int i = 0; i < 3; i++) {
                StoredRecord current = load(node, key);
                assertThat(node.replace(current, changed(current))).isEqualTo(WriteOutcome.WRITTEN);
            }

            assertThat(monitor.outbox()).hasValue(3);
            toDatabase.restore();
            await().atMost(LONG).until(() -> monitor.outbox().equals(OptionalLong.of(0)));
        }
    }
}
