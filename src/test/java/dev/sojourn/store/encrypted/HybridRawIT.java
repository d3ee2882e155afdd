package dev.sojourn.store.encrypted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sojourn.servers.PostgresServer;
import dev.sojourn.servers.RedisServer;
import dev.sojourn.servers.TcpProxy;
import dev.sojourn.store.Outbox;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.database.DatabaseOptions;
import dev.sojourn.store.database.DatabaseStores;
import dev.sojourn.store.database.SchemaMode;
import dev.sojourn.store.hybrid.HybridOptions;
import dev.sojourn.store.hybrid.HybridStores;
import dev.sojourn.store.redis.RedisNode;
import dev.sojourn.store.redis.RedisOptions;
import dev.sojourn.store.redis.RedisStores;
import dev.sojourn.store.redis.RedisTopology;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;

/** Redis in front with all that waits in its outbox, as the database is away meanwhile; and both when it is back and has everything. */
class HybridRawIT extends RawStorageContract {

    private final RedisServer redis = RedisServer.shared();
    private final PostgresServer postgres = PostgresServer.shared();
    private final TcpProxy toDatabase = TcpProxy.to(postgres.port());

    @AfterEach
    void close() {
        toDatabase.close();
    }

    @Override
    SessionStore open(Clock time) {
        var url = new DatabaseOptions.Url(postgres.url(toDatabase.port()), postgres.user(), postgres.password());
        SessionStore database = DatabaseStores.open(
                new DatabaseOptions(url, 5, Duration.ofSeconds(30), SchemaMode.CREATE, "raw:"), time);
        return HybridStores.open(
                front(time),
                database,
                HybridOptions.usual(time, () -> ThreadLocalRandom.current().nextLong()));
    }

    private SessionStore front(Clock time) {
        return RedisStores.open(
                RedisOptions.defaults()
                        .withTopology(new RedisTopology.Standalone(new RedisNode("127.0.0.1", redis.port())))
                        .withTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(5))
                        .withIndexed(false),
                time);
    }

    @Override
    void signedIn() {
        toDatabase.refuse();
    }

    @Override
    String raw() throws Exception {
        try (SessionStore front = front(Clock.systemUTC())) {
            Outbox outbox = front.capability(Outbox.class).orElseThrow();
            assertThat(outbox.waiting()).as("copies in the outbox").isGreaterThan(5);
            String before = RedisRaw.of(redis.port());

            toDatabase.restore();
            await().atMost(Duration.ofSeconds(30)).until(() -> outbox.waiting() == 0);
            return before + RedisRaw.of(redis.port()) + SqlRaw.of(postgres.url(), postgres.user(), postgres.password());
        }
    }
}
