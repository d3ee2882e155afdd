package dev.sojourn.store.encrypted;

import dev.sojourn.store.ExpiryIndex;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds encrypted sessions that expired. One that cannot be read is removed when it is met: nobody can end it properly, and it would stand in
 * front of the others until it is past its retention.
 */
final class EncryptedExpiries implements ExpiryIndex {

    private final SessionStore store;
    private final ExpiryIndex plain;
    private final RecordCipher cipher;

    EncryptedExpiries(SessionStore store, ExpiryIndex plain, RecordCipher cipher) {
        this.store = store;
        this.plain = plain;
        this.cipher = cipher;
    }

    @Override
    public List<StoredRecord> expired(Instant now, int limit) {
        while (true) {
            List<StoredRecord> page = plain.expired(now, limit);
            List<StoredRecord> found = new ArrayList<>();
            boolean removed = false;
            for (StoredRecord stored : page) {
                StoredRecord record = cipher.open(stored);
                if (record != null) {
                    found.add(record);
                } else {
                    removed |= store.delete(stored.key());
                }
            }
            if (!removed || page.size() < limit) {
                return found;
            }
        }
    }

    @Override
    public int purge(Instant now, int limit) {
        return plain.purge(now, limit);
    }
}
