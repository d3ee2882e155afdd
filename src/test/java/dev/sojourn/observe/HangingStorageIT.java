package dev.sojourn.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sojourn.NewSession;
import dev.sojourn.engine.SecureTokenSource;
import dev.sojourn.engine.SessionEngine;
import dev.sojourn.engine.StoreMonitor;
import dev.sojourn.servers.RedisServer;
import dev.sojourn.servers.TcpProxy;
import dev.sojourn.store.redis.RedisNode;
import dev.sojourn.store.redis.RedisOptions;
import dev.sojourn.store.redis.RedisStores;
import dev.sojourn.store.redis.RedisTopology.Standalone;
import dev.sojourn.support.JsonbMapper;
import dev.sojourn.support.Policies;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import org.junit.jupiter.api.Test;

/** A server that takes connections and says nothing, with a timeout of a minute: whoever watches is not made to wait for it. */
class HangingStorageIT {

    private static final Duration PATIENCE = Duration.ofMillis(300);

    @Test
    void healthAndStatistics_areAnsweredBeforeTheStorageGivesUp() {
        try (RedisServer redis = RedisServer.start();
                TcpProxy proxy = TcpProxy.to(redis.port());
                var store = RedisStores.open(
                        RedisOptions.defaults()
                                .withTopology(new Standalone(new RedisNode("127.0.0.1", proxy.port())))
                                .withTimeouts(Duration.ofMinutes(1), Duration.ofSeconds(2)),
                        Clock.systemUTC())) {
            var threads = (ThreadPoolExecutor) Executors.newFixedThreadPool(4);
            try {
                var counts = new Counts(Clock.systemUTC());
                var engine = new SessionEngine(
                        store,
                        Policies.DEFAULT.build(),
                        Clock.systemUTC(),
                        new SecureTokenSource(),
                        new JsonbMapper(),
                        counts::happened);
                var monitor = new StoreMonitor(store, threads, PATIENCE);
                var statistics = new NodeStatistics(counts, engine, monitor, threads, PATIENCE);
                engine.create(NewSession.of("alice"));
                await().until(() -> statistics.active().orElse(0) == 1);

                proxy.blackHole();

                await().until(() -> !monitor.check().up());
                assertThat(statistics.active()).isEmpty();
                assertThat(statistics.created()).isEqualTo(1);
                assertThat(monitor.check().up()).isFalse();
                assertThat(threads.getActiveCount())
                        .as("questions that the storage has not answered yet")
                        .isEqualTo(1);

                proxy.restore();
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> statistics.active().orElse(0) == 1);
            } finally {
                threads.shutdownNow();
            }
        }
    }
}
