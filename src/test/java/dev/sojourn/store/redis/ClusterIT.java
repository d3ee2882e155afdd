package dev.sojourn.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sojourn.StorageException;
import dev.sojourn.StorageUnavailableException;
import dev.sojourn.servers.RedisCluster;
import dev.sojourn.servers.RedisServer;
import dev.sojourn.store.AtomicWrites;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.RecordFilter;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.SearchIndex;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.util.JedisClusterCRC16;

/** What only a Cluster does: its nodes are lost and its slots move. */
class ClusterIT {

    private static RedisCluster cluster;
    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);

    @BeforeAll
    static void startCluster() {
        cluster = RedisCluster.start();
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @BeforeEach
    void empty() {
        cluster.flush();
    }

    @Test
    void buckets_are_spread_evenly_over_the_slots() {
        Layout layout = Layout.of("sojourn:", true);
        Set<Integer> shares = new java.util.TreeSet<>();
        for (int bucket = 0; bucket < layout.buckets(); bucket++) {
            shares.add(JedisClusterCRC16.getSlot(layout.indexKey(bucket, 'l')) / 256);
        }
        assertThat(shares).hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:", "{}", "{x}", "}{", "{", "}", "%7B", "{0}{1}", "\u00F6 \uD83D\uDE00:"})
    void any_prefix_keeps_a_bucket_in_one_slot(String prefix) {
        Layout layout = Layout.of(prefix, true);
        Layout plain = Layout.of("", true);
        for (int bucket = 0; bucket < layout.buckets(); bucket++) {
            int slot = JedisClusterCRC16.getSlot(plain.base(bucket));
            assertThat(JedisClusterCRC16.getSlot(layout.indexKey(bucket, 'l'))).isEqualTo(slot);
            byte[] hostile = "}{x}".getBytes(StandardCharsets.UTF_8);
            assertThat(JedisClusterCRC16.getSlot(layout.recordKey(bucket, RecordKind.SESSION, hostile)))
                    .isEqualTo(slot);
        }
    }

    @Test
    void batches_in_one_step_are_not_there() {
        try (SessionStore store = open()) {
            assertThat(store.capability(AtomicWrites.class)).isEmpty();
            assertThat(store.capability(SearchIndex.class)).isPresent();
        }
    }

    @Test
    void node_that_is_gone_costs_its_own_records_only() {
        try (SessionStore store = open(Duration.ofSeconds(2))) {
            List<RecordKey> keys = create(store, 60);
            RedisServer lost = cluster.nodes().get(2);
            lost.kill();
            try {
                int served = 0;
                for (RecordKey key : keys) {
                    served += answered(store, key) ? 1 : 0;
                }
                assertThat(served).isBetween(1, 59);
            } finally {
                lost.restart();
                cluster.awaitComplete();
            }
            await().atMost(Duration.ofSeconds(10))
                    .ignoreExceptionsInstanceOf(StorageException.class)
                    .until(() -> {
                        store.ping();
                        return keys.stream().allMatch(key -> answered(store, key));
                    });
        }
    }

    @Test
    void frozen_node_costs_the_timeout_a_few_times_and_the_others_nothing() {
        try (SessionStore patient = open();
                SessionStore store = open(Duration.ofMillis(500))) {
            List<RecordKey> keys = create(patient, 60);
            await().ignoreExceptionsInstanceOf(StorageException.class)
                    .until(() -> store.loadAll(keys).size() == 60);
            RedisServer frozen = cluster.nodes().get(0);
            frozen.freeze();
            try {
                List<String> messages = new ArrayList<>();
                for (RecordKey key : keys) {
                    try {
                        store.load(key);
                    } catch (StorageException e) {
                        messages.add(e.getMessage());
                    }
                }
                assertThat(messages).hasSizeBetween(5, 55);
                assertThat(messages.stream().filter("redis did not answer in time"::equals))
                        .hasSizeLessThan(messages.size());
                assertThat(messages).contains("redis: a node of the Cluster cannot be reached");
            } finally {
                frozen.resume();
                cluster.awaitComplete();
            }
            await().ignoreExceptionsInstanceOf(StorageException.class)
                    .until(() -> store.loadAll(keys).size() == 60);
        }
    }

    @Test
    void slot_without_a_server_costs_its_own_records_only() {
        Layout layout = Layout.of("sojourn:", true);
        try (SessionStore before = open()) {
            List<RecordKey> keys = create(before, 60);
            int lostBucket = layout.bucket(EncodedId.encode(keys.get(0).id()));
            Move lost = new Move(lostBucket);
            cluster.nodes().forEach(node -> node.command("CLUSTER", "DELSLOTS", lost.text()));
            try (SessionStore store = open()) {
                for (int i = 0; i < 10; i++) {
                    assertThatThrownBy(() -> store.load(keys.get(0)))
                            .isInstanceOf(StorageUnavailableException.class)
                            .hasMessage("redis: the Cluster has slots without a server");
                }
                assertThat(keys)
                        .filteredOn(key -> layout.bucket(EncodedId.encode(key.id())) != lostBucket)
                        .isNotEmpty()
                        .allSatisfy(key -> assertThat(store.load(key)).isNotNull());

                lost.source.command("CLUSTER", "ADDSLOTS", lost.text());
                cluster.awaitComplete();
                await().ignoreExceptionsInstanceOf(StorageException.class)
                        .until(() -> store.loadAll(keys).size() == 60);
            }
        }
    }

    @Test
    void server_of_a_cluster_taken_for_a_single_one_says_so() {
        try (SessionStore store =
                RedisStores.open(RedisTestOptions.of(cluster.nodes().get(0)), Clock.systemUTC())) {
            assertThatThrownBy(() -> create(store, 30))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessage("redis is a Cluster, which the configuration does not say");
        }
    }

    @Test
    void slot_that_moved_is_followed() {
        try (SessionStore store = open()) {
            List<RecordKey> keys = create(store, 60);
            for (int bucket = 0; bucket < 64; bucket += 7) {
                Move move = new Move(bucket);
                move.begin();
                move.keys();
                move.finish();
            }
            assertThat(store.loadAll(keys)).hasSize(60);
            for (RecordKey key : keys) {
                StoredRecord record = store.load(key);
                assertThat(store.replace(record, next(record))).isEqualTo(WriteOutcome.WRITTEN);
            }
            assertThat(listed(store)).hasSize(60);
        }
    }

    @Test
    void slot_that_is_moving_never_has_half_a_write() {
        try (SessionStore store = open()) {
            List<RecordKey> keys = create(store, 100);
            RecordKey key = keys.get(0);
            Move move = new Move(Layout.of("sojourn:", true).bucket(EncodedId.encode(key.id())));
            move.begin();
            // everything is still there
            assertThat(store.load(key)).isNotNull();
            assertThat(store.replace(store.load(key), next(store.load(key)))).isEqualTo(WriteOutcome.WRITTEN);
            move.oneKey();
            assertThat(store.load(key)).isNotNull();
            List<RecordKey> written = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                StoredRecord record = RecordBuilder.session("late-" + i, now).build();
                try {
                    if (store.create(record)) {
                        written.add(record.key());
                    }
                } catch (StorageUnavailableException e) {
                    assertThat(e).hasMessage("redis is a Cluster that is moving these keys");
                }
            }
            move.keys();
            assertThat(store.loadAll(keys)).hasSize(100);
            move.finish();
            assertThat(written).isNotEmpty();
            assertThat(store.loadAll(written)).hasSize(written.size());
            assertThat(listed(store)).hasSize(100 + written.size());
        }
    }

    @Test
    void given_client_of_a_cluster_is_used() {
        RedisNode seed = RedisNode.parse(cluster.addresses().get(0));
        try (RedisClusterClient client =
                        RedisClusterClient.create(new redis.clients.jedis.HostAndPort(seed.host(), seed.port()));
                SessionStore store = RedisStores.over(client, RedisTestOptions.of(cluster), Clock.systemUTC())) {
            List<RecordKey> keys = create(store, 20);
            store.ping();
            assertThat(store.loadAll(keys)).hasSize(20);
            assertThat(listed(store)).hasSize(20);
            assertThat(store.capability(dev.sojourn.store.Incarnation.class)
                            .orElseThrow()
                            .incarnation())
                    .isNotBlank();
        }
    }

    /** The move of a bucket's slot from its node to the next. */
    private static final class Move {
        private final int slot;
        private final RedisServer source;
        private final RedisServer target;

        Move(int bucket) {
            byte[] key = Layout.of("", true).base(bucket);
            slot = JedisClusterCRC16.getSlot(key);
            source = cluster.nodes().stream()
                    .filter(node -> serves(node, new String(key, StandardCharsets.UTF_8)))
                    .findFirst()
                    .orElseThrow();
            target = cluster.nodes().get((cluster.nodes().indexOf(source) + 1) % 3);
        }

        private static boolean serves(RedisServer node, String key) {
            try {
                return node.command("EXISTS", key) != null;
            } catch (IllegalStateException moved) {
                return false;
            }
        }

        void begin() {
            target.command("CLUSTER", "SETSLOT", text(), "IMPORTING", id(source));
            source.command("CLUSTER", "SETSLOT", text(), "MIGRATING", id(target));
        }

        void oneKey() {
            migrate(1);
        }

        void keys() {
            migrate(100_000);
        }

        private void migrate(int most) {
            try (Jedis redis = new Jedis(source.host(), source.port())) {
                for (byte[] key : redis.clusterGetKeysInSlotBinary(slot, most)) {
                    redis.migrate(target.host(), target.port(), key, 0, 5000);
                }
            }
        }

        void finish() {
            for (RedisServer node : List.of(target, source)) {
                node.command("CLUSTER", "SETSLOT", text(), "NODE", id(target));
            }
        }

        private String text() {
            return Integer.toString(slot);
        }

        private static String id(RedisServer node) {
            return node.command("CLUSTER", "MYID");
        }
    }

    private List<RecordKey> create(SessionStore store, int sessions) {
        List<RecordKey> keys = new ArrayList<>();
        for (int i = 0; i < sessions; i++) {
            StoredRecord record = RecordBuilder.session("key-" + i, now).build();
            assertThat(store.create(record)).isTrue();
            keys.add(record.key());
        }
        return keys;
    }

    private static boolean answered(SessionStore store, RecordKey key) {
        try {
            StoredRecord unused = store.load(key);
            return true;
        } catch (StorageException e) {
            return false;
        }
    }

    private static Set<String> listed(SessionStore store) {
        SearchIndex search = store.capability(SearchIndex.class).orElseThrow();
        var anything = new RecordFilter(null, null, false, null, null, null, Instant.EPOCH);
        List<StoredRecord> all = new ArrayList<>();
        String cursor = null;
        do {
            var page = search.search(anything, cursor, 50);
            all.addAll(page.records());
            cursor = page.nextCursor();
        } while (cursor != null);
        assertThat(all).doesNotHaveDuplicates();
        return all.stream().map(record -> record.key().id()).collect(Collectors.toSet());
    }

    private static StoredRecord next(StoredRecord record) {
        return StoredRecord.of(
                record.key(), record.version().next(2), record.keepUntil(), record.fields(), record.body());
    }

    private static SessionStore open() {
        return RedisStores.open(RedisTestOptions.of(cluster), Clock.systemUTC());
    }

    private static SessionStore open(Duration timeout) {
        return RedisStores.open(RedisTestOptions.of(cluster).withTimeouts(timeout, timeout), Clock.systemUTC());
    }
}
