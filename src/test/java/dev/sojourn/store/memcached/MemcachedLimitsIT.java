package dev.sojourn.store.memcached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sojourn.SessionTooLargeException;
import dev.sojourn.StorageUnavailableException;
import dev.sojourn.servers.MemcachedServer;
import dev.sojourn.store.Bytes;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.RecordWrite;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import dev.sojourn.support.MutableClock;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a server refuses, and what is not sent to it at all. */
class MemcachedLimitsIT {

    private static final RecordKey KEY = new RecordKey(RecordKind.PRINCIPAL, "alice");

    private final MutableClock clock = MutableClock.startingNow();

    private StoredRecord record(RecordKey key, int bytes) {
        StoredRecord record =
                RecordBuilder.of(key.kind(), key.id(), clock.instant()).build();
        return StoredRecord.of(key, record.version(), record.keepUntil(), null, Bytes.copyOf(new byte[bytes]));
    }

    private static StoredRecord next(StoredRecord record, int bytes) {
        return StoredRecord.of(
                record.key(), record.version().next(2), record.keepUntil(), null, Bytes.copyOf(new byte[bytes]));
    }

    private static StoredRecord loaded(SessionStore store, RecordKey key) {
        return Objects.requireNonNull(store.load(key));
    }

    /** The bytes of a record beside its body. */
    private int envelope() {
        return Records.value(record(KEY, 70_000)).length - 70_000;
    }

    @Test
    void largestValue_isTakenByAServerWithItsDefaults_alsoUnderTheLongestKey() {
        try (SessionStore store =
                MemcachedOptionsBuilder.on(MemcachedServer.shared().port()).open(clock)) {
            StoredRecord largest = record(KEY, Records.MOST_BYTES - envelope());
            assertThat(store.create(largest)).isTrue();
            assertThat(store.load(KEY)).isEqualTo(largest);
            RecordKey longKey = new RecordKey(RecordKind.PRINCIPAL, "x".repeat(220));
            int more = longKey.id().length() + 1 - KEY.id().length();
            StoredRecord underLongKey = record(longKey, Records.MOST_BYTES - envelope() - more);
            assertThat(store.create(underLongKey)).isTrue();
        }
    }

    @Test
    void largerValue_isRefusedBeforeAnythingIsSent() {
        try (SessionStore store = MemcachedOptionsBuilder.on(1).open(clock)) {
            StoredRecord small = record(KEY, 1);
            StoredRecord tooLarge = record(KEY, Records.MOST_BYTES - envelope() + 1);
            // nobody listens there: an attempt to send would be StorageUnavailableException
            assertThatThrownBy(() -> store.create(tooLarge))
                    .isInstanceOfSatisfying(SessionTooLargeException.class, refused -> {
                        assertThat(refused.bytes()).isEqualTo(Records.MOST_BYTES + 1);
                        assertThat(refused.limit()).isEqualTo(Records.MOST_BYTES);
                    });
            assertThatThrownBy(() -> store.replace(small, next(small, 1 << 20)))
                    .isInstanceOf(SessionTooLargeException.class);
            assertThatThrownBy(() -> store.exchange(
                            List.of(new RecordWrite.Create(small), new RecordWrite.Create(tooLarge)), List.of()))
                    .isInstanceOf(SessionTooLargeException.class);
        }
    }

    @Test
    void serverWithSmallerItems_refusesAndKeepsWhatIsThere() {
        try (MemcachedServer server =
                        MemcachedServer.with().arguments("-I", "512k").start();
                SessionStore store = MemcachedOptionsBuilder.on(server.port()).open(clock)) {
            assertThat(store.create(record(KEY, 1000))).isTrue();
            StoredRecord small = loaded(store, KEY);
            assertThatThrownBy(() -> store.replace(small, next(small, 600_000)))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("-I");
            assertThat(store.load(KEY)).isEqualTo(small);
            assertThat(store.replace(small, next(small, 1001))).isEqualTo(WriteOutcome.WRITTEN);
        }
    }

    @Test
    void serverThatIsFullAndDoesNotEvict_refusesAndKeepsWhatIsThere() {
        try (MemcachedServer server =
                        MemcachedServer.with().arguments("-M", "-m", "2").start();
                SessionStore store = MemcachedOptionsBuilder.on(server.port()).open(clock)) {
            assertThat(store.create(record(KEY, 10_000))).isTrue();
            StoredRecord first = loaded(store, KEY);
            Throwable refused = null;
            for (int i = 0; i < 2000 && refused == null; i++) {
                StoredRecord filling = record(new RecordKey(RecordKind.PRINCIPAL, "filling-" + i), 10_000);
                refused = catchThrowable(() -> store.create(filling));
            }
            assertThat(refused).isInstanceOf(StorageUnavailableException.class).hasMessageContaining("out of memory");

            for (int i = 0; i < 10; i++) {
                assertThatThrownBy(() -> store.replace(first, next(first, 10_001)))
                        .isInstanceOf(StorageUnavailableException.class)
                        .hasMessageContaining("out of memory");
            }
            assertThat(store.load(KEY)).isEqualTo(first);
        }
    }

    @Test
    void serverWithoutCompareAndSwap_isRefused() {
        try (MemcachedServer server = MemcachedServer.with().arguments("-C").start();
                SessionStore store = MemcachedOptionsBuilder.on(server.port()).open(clock)) {
            store.create(record(KEY, 1));
            assertThatThrownBy(() -> store.load(KEY))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("-C");
        }
    }

    @Test
    void hostilePrefixes_keepStoresApart() {
        int port = MemcachedServer.shared().port();
        try (SessionStore one = MemcachedOptionsBuilder.on(port)
                        .prefix("shop one\r\nflush_all\r\n")
                        .open(clock);
                SessionStore two =
                        MemcachedOptionsBuilder.on(port).prefix("x".repeat(300)).open(clock);
                SessionStore three = MemcachedOptionsBuilder.on(port).prefix("").open(clock)) {
            assertThat(one.create(record(KEY, 1))).isTrue();
            assertThat(two.create(record(KEY, 2))).isTrue();
            assertThat(three.create(record(KEY, 3))).isTrue();
            assertThat(loaded(one, KEY).body().length()).isEqualTo(1);
            assertThat(loaded(two, KEY).body().length()).isEqualTo(2);
            assertThat(loaded(three, KEY).body().length()).isEqualTo(3);
        }
    }
}
