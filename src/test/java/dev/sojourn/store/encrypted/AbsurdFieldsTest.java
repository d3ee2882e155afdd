package dev.sojourn.store.encrypted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.store.IndexedFields;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.jcache.SharedMemory;
import dev.sojourn.support.MutableClock;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AbsurdFieldsTest {

    private final MutableClock clock = MutableClock.startingNow();

    @Test
    void instantTooFarAwayForALong_isARecordThatCannotBeRead() {
        try (SessionStore storage = SharedMemory.open(1000, clock)) {
            SessionStore encrypted = new EncryptedStore(storage, TestKeys.of("k1"), new SecureRandom());
            StoredRecord record = RecordBuilder.session("a", clock.instant()).build();
            assertThat(encrypted.create(record)).isTrue();
            StoredRecord stored = Objects.requireNonNull(storage.load(record.key()));
            assertThat(storage.replace(stored, createdAt(stored, Instant.ofEpochMilli(Long.MIN_VALUE))))
                    .isNotNull();

            assertThat(encrypted.load(record.key())).isNull();
            assertThat(encrypted.create(record)).isTrue();
            assertThat(encrypted.load(record.key())).isEqualTo(record);
        }
    }

    private static StoredRecord createdAt(StoredRecord stored, Instant instant) {
        IndexedFields fields = Objects.requireNonNull(stored.fields());
        return StoredRecord.of(
                stored.key(),
                stored.version().next(1),
                stored.keepUntil(),
                new IndexedFields(
                        fields.application(),
                        fields.principal(),
                        fields.namespace(),
                        fields.endReason(),
                        instant,
                        fields.lastActiveAt(),
                        fields.expiresAt(),
                        fields.address()),
                stored.body());
    }
}
