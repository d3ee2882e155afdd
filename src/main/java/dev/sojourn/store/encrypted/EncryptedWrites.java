package dev.sojourn.store.encrypted;

import dev.sojourn.store.AtomicWrites;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordWrite;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Several encrypted records in one step. */
final class EncryptedWrites implements AtomicWrites {

    private final EncryptedStore encrypted;
    private final SessionStore store;
    private final AtomicWrites plain;
    private final RecordCipher cipher;

    EncryptedWrites(EncryptedStore encrypted, SessionStore store, AtomicWrites plain, RecordCipher cipher) {
        this.encrypted = encrypted;
        this.store = store;
        this.plain = plain;
        this.cipher = cipher;
    }

    @Override
    public boolean writeAll(List<RecordWrite> writes) {
        List<RecordWrite> sealed = writes.stream().map(encrypted::sealed).toList();
        if (plain.writeAll(sealed)) {
            return true;
        }
        Map<RecordKey, StoredRecord> inTheWay = unreadable(sealed);
        return !inTheWay.isEmpty()
                && plain.writeAll(sealed.stream()
                        .map(write -> inThePlaceOf(inTheWay.get(write.key()), write))
                        .toList());
    }

    /** Records that cannot be read where one is to be created. */
    private Map<RecordKey, StoredRecord> unreadable(List<RecordWrite> sealed) {
        List<RecordKey> creates = sealed.stream()
                .filter(RecordWrite.Create.class::isInstance)
                .map(RecordWrite::key)
                .filter(RecordCipher::hides)
                .toList();
        Map<RecordKey, StoredRecord> there = creates.isEmpty() ? Map.of() : new HashMap<>(store.loadAll(creates));
        there.values().removeIf(record -> cipher.open(record) != null);
        return there;
    }

    private static RecordWrite inThePlaceOf(@Nullable StoredRecord there, RecordWrite write) {
        return there == null ? write : new RecordWrite.Replace(there, write.next());
    }
}
