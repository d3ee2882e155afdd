package dev.sojourn.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.sojourn.StorageException;
import dev.sojourn.StorageUnavailableException;
import dev.sojourn.servers.RedisServer;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A server that answers, but not yet, or not now. */
class NotReadyIT {

    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
    private final StoredRecord record = RecordBuilder.session("a", now).build();

    @Test
    void server_that_still_loads_is_unavailable_and_then_back_with_its_records() throws Exception {
        // 10 ms for each key
        try (RedisServer server = RedisServer.with()
                        .arguments("--key-load-delay", "10000", "--loading-process-events-interval-bytes", "1024")
                        .start();
                SessionStore store = RedisStores.open(RedisTestOptions.of(server), Clock.systemUTC())) {
            store.create(record);
            server.command("EVAL", "for i = 1, 200 do redis.call('SET', 'key' .. i, string.rep('x', 1000)) end", "0");
            server.command("SAVE");

            CompletableFuture<Void> restart = CompletableFuture.runAsync(server::restart);
            await().pollInterval(Duration.ofMillis(5))
                    .until(() -> catchThrowable(() -> store.load(record.key())), NotReadyIT::saysLoading);
            restart.get(30, TimeUnit.SECONDS);

            await().ignoreExceptionsInstanceOf(StorageException.class)
                    .until(() -> store.load(record.key()), record::equals);
        }
    }

    @Test
    void replica_without_its_master_is_unavailable_until_the_master_is_back() {
        try (RedisServer master = RedisServer.with().durable().start();
                RedisServer replica = RedisServer.with()
                        .arguments("--replicaof", master.host(), Integer.toString(master.port()))
                        .arguments("--replica-serve-stale-data", "no")
                        .start();
                SessionStore writer = RedisStores.open(RedisTestOptions.of(master), Clock.systemUTC());
                SessionStore reader = RedisStores.open(RedisTestOptions.of(replica), Clock.systemUTC())) {
            replica.awaitReplication();
            writer.create(record);
            master.awaitReplicas();
            assertThat(reader.load(record.key())).isEqualTo(record);

            master.kill();
            await().untilAsserted(() -> assertThat(catchThrowable(() -> reader.load(record.key())))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessage("redis is a replica without its master"));
            master.restart();

            await().ignoreExceptionsInstanceOf(StorageException.class)
                    .until(() -> reader.load(record.key()), record::equals);
        }
    }

    private static boolean saysLoading(Throwable failure) {
        return failure instanceof StorageUnavailableException
                && "redis is still loading its data".equals(failure.getMessage());
    }
}
