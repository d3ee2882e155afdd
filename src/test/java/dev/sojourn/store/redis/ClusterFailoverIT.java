package dev.sojourn.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sojourn.StorageException;
import dev.sojourn.servers.RedisCluster;
import dev.sojourn.servers.RedisServer;
import dev.sojourn.store.Incarnation;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A Cluster in which a replica takes the place of its master. */
class ClusterFailoverIT {

    /** How long the Cluster may take to decide, and the store to notice. */
    private static final Duration BOUND = Duration.ofSeconds(15);

    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);

    @Test
    void killed_master_costs_its_own_records_until_its_replica_has_taken_its_place() {
        try (RedisCluster cluster = RedisCluster.start()) {
            cluster.addReplica(0);
            RedisServer lost = cluster.nodes().get(0);
            try (SessionStore store = RedisStores.open(
                    RedisTestOptions.of(cluster).withTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(1)),
                    Clock.systemUTC())) {
                List<StoredRecord> records = create(store);
                Incarnation incarnation = store.capability(Incarnation.class).orElseThrow();
                String before = incarnation.incarnation();
                lost.awaitReplicas();

                lost.kill();

                Set<RecordKey> failed = new HashSet<>();
                await().atMost(BOUND).until(() -> {
                    Set<RecordKey> failing = failing(store, records);
                    failed.addAll(failing);
                    return failing.isEmpty();
                });
                assertThat(failed).hasSizeBetween(1, records.size() - 1);
                for (StoredRecord record : records) {
                    StoredRecord next = StoredRecord.of(
                            record.key(), record.version().next(2), record.keepUntil(), record.fields(), record.body());
                    await().atMost(BOUND).until(() -> isWritten(store, record, next));
                }
                assertThat(incarnation.incarnation()).isNotEqualTo(before);
            }
        }
    }

    private List<StoredRecord> create(SessionStore store) {
        List<StoredRecord> records = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            StoredRecord record = RecordBuilder.session("key-" + i, now).build();
            assertThat(store.create(record)).isTrue();
            records.add(record);
        }
        return records;
    }

    /**
     * After a failover each node writes its list of nodes to the disk, and answers nobody until the disk has it: on a busy machine longer than the
     * deadline. Whose answer is lost reads again, and recognises his own write.
     */
    private static boolean isWritten(SessionStore store, StoredRecord record, StoredRecord next) {
        try {
            WriteOutcome outcome = store.replace(record, next);
            return outcome == WriteOutcome.WRITTEN || next.equals(store.load(next.key()));
        } catch (StorageException notAnswered) {
            return false;
        }
    }

    private static Set<RecordKey> failing(SessionStore store, List<StoredRecord> records) {
        Set<RecordKey> failing = new HashSet<>();
        for (StoredRecord record : records) {
            try {
                assertThat(store.load(record.key())).isEqualTo(record);
            } catch (StorageException e) {
                failing.add(record.key());
            }
        }
        return failing;
    }
}
