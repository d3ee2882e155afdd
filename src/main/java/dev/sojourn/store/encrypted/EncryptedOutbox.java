package dev.sojourn.store.encrypted;

import dev.sojourn.store.Outbox;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** An outbox of encrypted copies. One that cannot be read is taken out when it is met: it can be delivered nowhere. */
final class EncryptedOutbox implements Outbox {

    private final Outbox plain;
    private final RecordCipher cipher;

    EncryptedOutbox(Outbox plain, RecordCipher cipher) {
        this.plain = plain;
        this.cipher = cipher;
    }

    @Override
    public SessionStore recording() {
        return new EncryptedStore(plain.recording(), cipher);
    }

    @Override
    public List<StoredRecord> undelivered(int limit) {
        List<StoredRecord> readable = new ArrayList<>();
        List<StoredRecord> unreadable = new ArrayList<>();
        for (StoredRecord copy : plain.undelivered(limit)) {
            StoredRecord record = cipher.open(copy);
            if (record == null) {
                unreadable.add(copy);
            } else {
                readable.add(record);
            }
        }
        if (!unreadable.isEmpty()) {
            plain.delivered(unreadable);
        }
        return readable;
    }

    @Override
    public void delivered(Collection<StoredRecord> copies) {
        plain.delivered(copies.stream().map(cipher::known).toList());
    }

    @Override
    public long waiting() {
        return plain.waiting();
    }
}
