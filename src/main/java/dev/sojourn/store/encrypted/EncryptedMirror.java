package dev.sojourn.store.encrypted;

import dev.sojourn.store.Bytes;
import dev.sojourn.store.Mirror;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.StoredRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A mirror that is given encrypted copies. */
final class EncryptedMirror implements Mirror {

    private final Mirror plain;
    private final RecordCipher cipher;

    EncryptedMirror(Mirror plain, RecordCipher cipher) {
        this.plain = plain;
        this.cipher = cipher;
    }

    /** What is there and cannot be read is answered with its clear fields and no body: that it refused the copy must not be kept back. */
    @Override
    public Map<RecordKey, StoredRecord> takeOver(List<StoredRecord> copies) {
        Map<RecordKey, StoredRecord> there =
                plain.takeOver(copies.stream().map(cipher::seal).toList());
        Map<RecordKey, StoredRecord> opened = new HashMap<>();
        for (StoredRecord copy : copies) {
            StoredRecord stored = there.get(cipher.stored(copy.key()));
            if (stored != null) {
                StoredRecord record = cipher.open(stored);
                opened.put(
                        copy.key(),
                        record != null
                                ? record
                                : StoredRecord.of(
                                        copy.key(),
                                        stored.version(),
                                        stored.keepUntil(),
                                        stored.fields(),
                                        Bytes.EMPTY));
            }
        }
        return opened;
    }
}
