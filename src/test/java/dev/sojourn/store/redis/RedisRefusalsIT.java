package dev.sojourn.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.CapacityException;
import dev.sojourn.StorageUnavailableException;
import dev.sojourn.servers.RedisServer;
import dev.sojourn.store.Bytes;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import dev.sojourn.support.MutableClock;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** What callers see of a Redis that answers, but not as asked: full, a read-only replica, other passwords. */
class RedisRefusalsIT {

    private final Clock clock = MutableClock.startingNow();

    private StoredRecord record(String id) {
        return RecordBuilder.session(id, clock.instant()).build();
    }

    private static StoredRecord with(StoredRecord record, long nonce, int bytes) {
        return StoredRecord.of(
                record.key(),
                record.version().next(nonce),
                record.keepUntil(),
                record.fields(),
                Bytes.copyOf(new byte[bytes]));
    }

    @Test
    void full_server_takes_no_new_record_and_keeps_every_old_one() {
        try (RedisServer server =
                        RedisServer.with().arguments("--maxmemory", "4mb").start();
                SessionStore store = RedisStores.open(RedisTestOptions.of(server), clock)) {
            StoredRecord first = record("first");
            assertThat(store.create(first)).isTrue();
            int[] created = {0};

            assertThatExceptionOfType(CapacityException.class).isThrownBy(() -> {
                while (created[0] < 1000) {
                    store.create(with(record("filler" + created[0]), 1, 50_000));
                    created[0]++;
                }
            });

            assertThat(created[0]).isPositive();
            assertThat(store.load(record("filler" + created[0]).key())).isNull();
            assertThat(store.load(first.key())).isEqualTo(first);
            StoredRecord read = store.load(first.key());
            assertThatThrownBy(() -> store.replace(read, with(read, 2, 50_000)))
                    .isInstanceOf(StorageUnavailableException.class);
            assertThat(store.load(first.key())).isEqualTo(first);

            assertThat(store.delete(record("filler0").key())).isTrue();
            assertThat(store.delete(record("filler1").key())).isTrue();
            assertThat(store.replace(read, with(read, 2, 10))).isEqualTo(WriteOutcome.WRITTEN);
        }
    }

    @Test
    void replica_answers_reads_and_refuses_writes_without_cutting_off_the_reads() {
        try (RedisServer master = RedisServer.start();
                RedisServer replica = RedisServer.with()
                        .arguments("--replicaof", master.host(), Integer.toString(master.port()))
                        .start();
                SessionStore writer = RedisStores.open(RedisTestOptions.of(master), clock);
                SessionStore reader = RedisStores.open(RedisTestOptions.of(replica), clock)) {
            replica.awaitReplication();
            StoredRecord record = record("replicated");
            writer.create(record);
            master.awaitReplicas();

            for (int i = 0; i < 10; i++) {
                assertThatThrownBy(() -> reader.create(record("refused")))
                        .isInstanceOf(StorageUnavailableException.class)
                        .hasMessageContaining("read-only");
            }

            assertThat(reader.load(record.key())).isEqualTo(record);
            assertThat(writer.load(record("refused").key())).isNull();
        }
    }

    @Test
    void wrong_password_is_told_and_not_repeated() {
        try (RedisServer server = RedisServer.with().password("right-one").start();
                SessionStore wrong = RedisStores.open(
                        RedisTestOptions.of(server).withLogin(new RedisLogin(null, "wrong-one")), clock);
                SessionStore none = RedisStores.open(RedisTestOptions.of(server), clock)) {
            assertThatThrownBy(wrong::ping)
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("password")
                    .hasMessageNotContaining("wrong-one");
            assertThatThrownBy(none::ping)
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("password");
        }
    }

    @Test
    void user_without_permission_is_told_so_and_other_calls_go_on() {
        try (RedisServer server = RedisServer.with()
                        .user("reader", "secret", "~*", "+@all", "-eval", "-evalsha", "-set")
                        .start();
                SessionStore store = RedisStores.open(
                        RedisTestOptions.of(server).withLogin(new RedisLogin("reader", "secret")), clock)) {
            for (int i = 0; i < 10; i++) {
                assertThatThrownBy(() -> store.create(record("refused")))
                        .isInstanceOf(StorageUnavailableException.class)
                        .hasMessageContaining("permit");
            }

            assertThat(store.load(record("refused").key())).isNull();
        }
    }
}
