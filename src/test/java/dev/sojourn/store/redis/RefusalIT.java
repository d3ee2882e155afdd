package dev.sojourn.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.CapacityException;
import dev.sojourn.StorageUnavailableException;
import dev.sojourn.servers.RedisServer;
import dev.sojourn.store.AtomicWrites;
import dev.sojourn.store.Bytes;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.RecordFilter;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.RecordWrite;
import dev.sojourn.store.SearchIndex;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server that answers, and will not. */
class RefusalIT {

    private static final Bytes LARGE = Bytes.copyOf(new byte[20_000]);

    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);

    @Test
    void full_server_refuses_new_records_and_keeps_and_ends_the_others() {
        try (RedisServer server = RedisServer.with()
                        .arguments("--maxmemory", "4mb", "--maxmemory-policy", "noeviction")
                        .start();
                SessionStore store = open(server)) {
            List<StoredRecord> created = fill(store);
            StoredRecord first = created.get(0);
            StoredRecord second = created.get(1);

            assertThat(created.size()).isGreaterThan(10);
            assertThat(store.load(first.key())).isEqualTo(first);
            assertThat(store.replace(first, next(first, first.body()))).isEqualTo(WriteOutcome.WRITTEN);
            StoredRecord ended = RecordBuilder.session(second.key().id(), now)
                    .version(2, 1)
                    .ended()
                    .build();
            assertThat(store.replace(second, ended)).isEqualTo(WriteOutcome.WRITTEN);
            assertThat(store.load(second.key())).isEqualTo(ended);
            assertThat(listed(store)).hasSize(Math.min(created.size(), 200));

            // the ended one gave back some room
            fill(store);
            StoredRecord third = created.get(2);
            assertThatThrownBy(() -> store.replace(third, next(third, Bytes.copyOf(new byte[60_000]))))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessage("redis is out of memory (maxmemory)");
            assertThat(store.load(third.key())).isEqualTo(third);
            assertThat(store.delete(third.key())).isTrue();
        }
    }

    @Test
    void full_server_writes_nothing_of_a_batch_with_a_new_record() {
        try (RedisServer server = RedisServer.with()
                        .arguments("--maxmemory", "4mb", "--maxmemory-policy", "noeviction")
                        .start();
                SessionStore store = open(server)) {
            StoredRecord first = fill(store).get(0);
            AtomicWrites atomic = store.capability(AtomicWrites.class).orElseThrow();
            List<RecordWrite> batch = List.of(
                    new RecordWrite.Replace(first, next(first, first.body())),
                    new RecordWrite.Create(large("one more")));

            assertThatThrownBy(() -> atomic.writeAll(batch))
                    .isInstanceOf(CapacityException.class)
                    .hasMessageContaining("4194304");
            assertThat(store.load(first.key())).isEqualTo(first);
            assertThat(store.load(new RecordKey(RecordKind.SESSION, "one more")))
                    .isNull();
        }
    }

    @Test
    void replica_refuses_writes_and_that_does_not_cut_off_the_reads() {
        try (RedisServer master = RedisServer.start();
                RedisServer replica = RedisServer.with()
                        .arguments("--replicaof", "127.0.0.1", Integer.toString(master.port()))
                        .start();
                SessionStore onMaster = open(master);
                SessionStore onReplica = open(replica)) {
            replica.awaitReplication();
            StoredRecord record = RecordBuilder.session("a", now).build();
            onMaster.create(record);
            master.awaitReplicas();

            for (int i = 0; i < 10; i++) {
                String id = "refused-" + i;
                assertThatThrownBy(() ->
                                onReplica.create(RecordBuilder.session(id, now).build()))
                        .isInstanceOf(StorageUnavailableException.class)
                        .hasMessage("redis is a read-only replica");
            }
            assertThat(onReplica.load(record.key())).isEqualTo(record);
            assertThatThrownBy(() -> onReplica.replace(record, next(record, record.body())))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessage("redis is a read-only replica");
        }
    }

    @Test
    void user_without_permission_is_told_so_and_other_calls_go_on() {
        try (RedisServer server = RedisServer.with()
                        .user("reader", "secret", "~*", "+@all", "-eval", "-evalsha", "-set")
                        .start();
                SessionStore store = RedisStores.open(
                        RedisTestOptions.of(server).withLogin(new RedisLogin("reader", "secret")), Clock.systemUTC())) {
            StoredRecord refused = RecordBuilder.session("refused", now).build();
            for (int i = 0; i < 10; i++) {
                assertThatThrownBy(() -> store.create(refused))
                        .isInstanceOf(StorageUnavailableException.class)
                        .hasMessageContaining("permit");
            }

            assertThat(store.load(refused.key())).isNull();
        }
    }

    @Test
    void server_without_its_scripts_is_given_them_again() {
        try (RedisServer server = RedisServer.start();
                SessionStore store = open(server)) {
            StoredRecord record = RecordBuilder.session("a", now).build();
            store.create(record);
            server.command("SCRIPT", "FLUSH");
            StoredRecord next = next(record, record.body());
            var done = store.exchange(
                    List.of(
                            new RecordWrite.Replace(record, next),
                            new RecordWrite.Create(
                                    RecordBuilder.session("b", now).build())),
                    List.of(record.key(), new RecordKey(RecordKind.SESSION, "b")));
            assertThat(done.outcomes()).containsOnly(WriteOutcome.WRITTEN);
            assertThat(done.loaded()).hasSize(2).containsEntry(record.key(), next);
        }
    }

    @Test
    void key_of_another_type_in_the_way_is_refused_without_its_name() {
        try (RedisServer server = RedisServer.start();
                SessionStore store = open(server)) {
            server.command("RPUSH", "sojourn:~l", "not ours");
            assertThatThrownBy(
                            () -> store.create(RecordBuilder.session("a", now).build()))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessage("redis refused: WRONGTYPE");
        }
    }

    private static List<StoredRecord> listed(SessionStore store) {
        var anything = new RecordFilter(null, null, false, null, null, null, Instant.EPOCH);
        return store.capability(SearchIndex.class)
                .orElseThrow()
                .search(anything, null, 200)
                .records();
    }

    /** Creates until there is no room. */
    private List<StoredRecord> fill(SessionStore store) {
        List<StoredRecord> created = new ArrayList<>();
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 10_000; i++) {
                        StoredRecord record = large("key-" + i);
                        if (store.create(record)) {
                            created.add(record);
                        }
                    }
                })
                .isInstanceOf(CapacityException.class)
                .hasMessage("no room for another session: redis' maxmemory is 4194304");
        return created;
    }

    private StoredRecord large(String id) {
        StoredRecord record = RecordBuilder.session(id, now).build();
        return StoredRecord.of(record.key(), record.version(), record.keepUntil(), record.fields(), LARGE);
    }

    private static StoredRecord next(StoredRecord record, Bytes body) {
        return StoredRecord.of(record.key(), record.version().next(2), record.keepUntil(), record.fields(), body);
    }

    private static SessionStore open(RedisServer server) {
        return RedisStores.open(RedisTestOptions.of(server), Clock.systemUTC());
    }
}
