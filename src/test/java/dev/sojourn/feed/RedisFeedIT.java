package dev.sojourn.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sojourn.SessionKey;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.feed.TwoNodes.Watcher;
import dev.sojourn.servers.RedisCluster;
import dev.sojourn.servers.RedisSentinels;
import dev.sojourn.servers.RedisServer;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.encrypted.EncryptedStore;
import dev.sojourn.store.encrypted.EncryptionKeys;
import dev.sojourn.store.redis.RedisLogin;
import dev.sojourn.store.redis.RedisNode;
import dev.sojourn.store.redis.RedisOptions;
import dev.sojourn.store.redis.RedisStores;
import dev.sojourn.store.redis.RedisTls;
import dev.sojourn.store.redis.RedisTopology;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two nodes tell each other over a channel of Redis. */
class RedisFeedIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static RedisOptions options(int port) {
        return RedisOptions.defaults()
                .withTopology(new RedisTopology.Standalone(new RedisNode("127.0.0.1", port)))
                .withTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(5));
    }

    private static SessionStore open(RedisOptions options) {
        return RedisStores.open(options, Clock.systemUTC());
    }

    private static TwoNodes nodes(RedisOptions options) {
        return new TwoNodes(open(options), open(options));
    }

    private static String key(int number) {
        return SessionKey.of(ByteBuffer.allocate(16).putInt(number).array()).value();
    }

    private static void happens(TwoNodes nodes, int node, int number) {
        SessionKey key = SessionKey.parse(key(number)).orElseThrow();
        nodes.feed(node).take(new SessionEvent.Created(Instant.EPOCH, key, "/shop", "alice", "192.0.2.1"));
    }

    /** Both watch, both have events, and both see each of them once. */
    private static void assertHeard(TwoNodes nodes) {
        try (Watcher left = nodes.watch(0);
                Watcher right = nodes.watch(1)) {
            IntStream.range(0, 200).forEach(i -> happens(nodes, i % 2, i));
            List<String> all =
                    IntStream.range(0, 200).mapToObj(RedisFeedIT::key).toList();

            for (Watcher watcher : List.of(left, right)) {
                await().atMost(PATIENCE).until(() -> watcher.keys().size() >= all.size());
                assertThat(watcher.keys()).containsExactlyInAnyOrderElementsOf(all);
            }
        }
    }

    @Test
    void nodes_see_each_others_events_exactly_once() {
        try (RedisServer server = RedisServer.start();
                TwoNodes nodes = nodes(options(server.port()))) {
            assertHeard(nodes);
        }
    }

    @Test
    void nothing_listens_while_nobody_watches() {
        try (RedisServer server = RedisServer.start();
                TwoNodes nodes = nodes(options(server.port()))) {
            happens(nodes, 0, 1);
            assertThat(server.command("PUBSUB", "CHANNELS")).isEqualTo("[]");
            Watcher watcher = nodes.watch(0);
            assertThat(server.command("PUBSUB", "CHANNELS")).contains("sojourn:~e0");

            watcher.close();

            await().atMost(PATIENCE).until(nodes::isQuiet);
            await().atMost(PATIENCE).until(() -> "[]".equals(server.command("PUBSUB", "CHANNELS")));
        }
    }

    @Test
    void other_databases_and_prefixes_are_not_heard() {
        try (RedisServer server = RedisServer.start();
                TwoNodes nodes = new TwoNodes(
                        open(options(server.port())),
                        open(options(server.port()).withDatabase(1)));
                TwoNodes others = nodes(options(server.port()).withPrefix("other:"));
                Watcher watcher = nodes.watch(0)) {
            happens(nodes, 1, 1);
            happens(others, 0, 2);
            happens(others, 1, 3);
            try (Watcher there = others.watch(0)) {
                happens(others, 1, 4);
                there.until(key(4));
            }
            happens(nodes, 0, 5);

            assertThat(watcher.until(key(5))).containsExactly(key(5));
        }
    }

    @Test
    void restarted_server_is_listened_to_again_and_the_gap_is_told() {
        try (RedisServer server = RedisServer.start();
                TwoNodes nodes =
                        nodes(options(server.port()).withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(1)));
                Watcher watcher = nodes.watch(0)) {
            happens(nodes, 1, 1);
            watcher.until(key(1));
            server.kill();
            happens(nodes, 0, 2);
            watcher.until(key(2));
            server.restart();

            watcher.until("lost");
            await().atMost(PATIENCE).until(() -> {
                happens(nodes, 1, 3);
                return watcher.keys().contains(key(3));
            });
        }
    }

    @Test
    void server_that_is_not_there_when_watching_begins_is_awaited() {
        try (RedisServer server = RedisServer.start();
                TwoNodes nodes =
                        nodes(options(server.port()).withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(1)))) {
            server.kill();
            try (Watcher watcher = nodes.watch(0)) {
                happens(nodes, 0, 1);
                watcher.until(key(1));
                server.restart();

                watcher.until("lost");
            }
        }
    }

    @Test
    void nodes_of_a_cluster_hear_each_other() {
        try (RedisCluster cluster = RedisCluster.start();
                TwoNodes nodes = new TwoNodes(
                        open(ofCluster(cluster.addresses().subList(0, 1))),
                        open(ofCluster(cluster.addresses().subList(1, 3))))) {
            assertHeard(nodes);
        }
    }

    @Test
    void next_master_of_sentinels_is_listened_to_and_the_gap_is_told() {
        try (RedisSentinels sentinels = RedisSentinels.start();
                TwoNodes nodes = nodes(options(1)
                        .withTopology(new RedisTopology.Sentinel(
                                RedisSentinels.MASTER_NAME,
                                sentinels.addresses().stream()
                                        .map(RedisNode::parse)
                                        .toList(),
                                RedisLogin.NONE))
                        .withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(1)));
                Watcher watcher = nodes.watch(0)) {
            happens(nodes, 1, 1);
            watcher.until(key(1));
            sentinels.master().awaitReplicas();

            sentinels.failOver();

            watcher.until("lost");
            await().atMost(PATIENCE).until(() -> {
                happens(nodes, 1, 2);
                return watcher.keys().contains(key(2));
            });
        }
    }

    private static RedisOptions ofCluster(List<String> addresses) {
        return options(1)
                .withTopology(new RedisTopology.Cluster(
                        addresses.stream().map(RedisNode::parse).toList()));
    }

    @Test
    void channel_is_under_tls_as_all_else() {
        try (RedisServer server = RedisServer.with().tls().start();
                TwoNodes nodes = nodes(options(server.port())
                        .withTls(new RedisTls(server.certificate().certificate(), null, null, null, null, true)))) {
            assertHeard(nodes);
        }
    }

    @Test
    void encrypted_messages_are_read_with_the_same_keys_only() {
        EncryptionKeys keys = EncryptionKeys.parse("a:" + "A".repeat(43) + "=");
        EncryptionKeys others = EncryptionKeys.parse("a:" + "B".repeat(42) + "A=");
        try (RedisServer server = RedisServer.start();
                TwoNodes nodes = new TwoNodes(
                        new EncryptedStore(open(options(server.port())), keys, new SecureRandom()),
                        new EncryptedStore(open(options(server.port())), keys, new SecureRandom()));
                TwoNodes strangers = new TwoNodes(
                        new EncryptedStore(open(options(server.port())), others, new SecureRandom()),
                        open(options(server.port())));
                Watcher watcher = nodes.watch(0)) {
            happens(strangers, 0, 1);
            happens(strangers, 1, 2);
            assertHeard(nodes);

            assertThat(watcher.keys()).hasSize(200).contains(key(199));
        }
    }
}
