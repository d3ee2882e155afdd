package dev.sojourn.store.encrypted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.store.Bytes;
import dev.sojourn.store.Change;
import dev.sojourn.store.ChangeKind;
import dev.sojourn.store.Mirror;
import dev.sojourn.store.Outbox;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.jcache.SharedMemory;
import dev.sojourn.support.CapturedLog;
import dev.sojourn.support.MutableClock;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Copies of encrypted records on their way from one storage to another. */
class EncryptedCopiesTest {

    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

    private final WatchedStore storage = new WatchedStore(SharedMemory.open(100, new MutableClock(NOW)));
    private final RecordCipher cipher = new RecordCipher(TestKeys.of("k1"), new SecureRandom());
    private final RecordCipher other = new RecordCipher(TestKeys.of("k2"), new SecureRandom());
    private final StoredRecord session = RecordBuilder.session("a", NOW).build();
    private final StoredRecord attempts =
            RecordBuilder.of(RecordKind.ATTEMPTS, "address:192.0.2.1", NOW).build();

    /** An outbox in memory. */
    private final class Copies implements Outbox {

        @Override
        public SessionStore recording() {
            return storage;
        }

        @Override
        public List<StoredRecord> undelivered(int limit) {
            return storage.written().stream().limit(limit).toList();
        }

        @Override
        public void delivered(Collection<StoredRecord> copies) {
            storage.written()
                    .removeIf(waiting -> copies.stream()
                            .anyMatch(copy -> copy.key().equals(waiting.key())
                                    && copy.version().equals(waiting.version())));
        }

        @Override
        public long waiting() {
            return storage.written().size();
        }
    }

    @Test
    void outbox_holdsEncryptedCopiesAndGivesThemPlain() {
        Outbox outbox = new EncryptedOutbox(new Copies(), cipher);
        var change = new Change(ChangeKind.CREATED, NOW, "root");
        outbox.recording().create(session.withChange(change));
        outbox.recording().create(attempts);

        assertThat(storage.seen())
                .hasSize(2)
                .allSatisfy(seen -> assertThat(seen).doesNotContain("192.0.2.1", "body"));
        List<StoredRecord> copies = outbox.undelivered(9);
        assertThat(copies).containsExactly(session, attempts);
        assertThat(copies.get(0).change()).isEqualTo(change);
        outbox.delivered(List.of(session));
        assertThat(outbox.undelivered(9)).containsExactly(attempts);
        outbox.delivered(copies);
        assertThat(outbox.waiting()).isZero();
    }

    @Test
    void outbox_copyThatCannotBeRead_isTakenOut() {
        new EncryptedOutbox(new Copies(), other).recording().create(session);
        Outbox outbox = new EncryptedOutbox(new Copies(), cipher);
        try (CapturedLog logged = new CapturedLog(EncryptedStore.class.getPackageName())) {
            assertThat(outbox.undelivered(9)).isEmpty();
            assertThat(logged.messages()).hasSize(1);
        }
        assertThat(outbox.waiting()).isZero();
    }

    @Test
    void mirror_takesEncryptedCopiesAndAnswersPlainly() {
        Map<RecordKey, StoredRecord> there = new HashMap<>();
        Mirror plain = copies -> {
            Map<RecordKey, StoredRecord> refused = new HashMap<>(there);
            copies.forEach(copy -> there.putIfAbsent(copy.key(), copy));
            return refused;
        };
        Mirror mirror = new EncryptedMirror(plain, cipher);

        assertThat(mirror.takeOver(List.of(session, attempts))).isEmpty();
        assertThat(there).doesNotContainValue(session).doesNotContainKey(attempts.key());
        assertThat(mirror.takeOver(List.of(session, attempts)))
                .isEqualTo(Map.of(session.key(), session, attempts.key(), attempts));

        try (CapturedLog unused = new CapturedLog(EncryptedStore.class.getPackageName())) {
            StoredRecord refusing =
                    new EncryptedMirror(plain, other).takeOver(List.of(session)).get(session.key());
            assertThat(refusing.version()).isEqualTo(session.version());
            assertThat(refusing.body()).isEqualTo(Bytes.EMPTY);
        }
    }
}
