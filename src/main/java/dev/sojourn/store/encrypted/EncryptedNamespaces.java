package dev.sojourn.store.encrypted;

import dev.sojourn.store.NamespaceIndex;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the encrypted sessions of a namespace. Only what can be read counts towards the limit. */
final class EncryptedNamespaces implements NamespaceIndex {

    private final NamespaceIndex plain;
    private final RecordCipher cipher;

    EncryptedNamespaces(NamespaceIndex plain, RecordCipher cipher) {
        this.plain = plain;
        this.cipher = cipher;
    }

    @Override
    public List<StoredRecord> activeIn(String namespace, @Nullable RecordKey after, int limit) {
        List<StoredRecord> found = new ArrayList<>();
        RecordKey last = after;
        while (true) {
            int wanted = limit - found.size();
            List<StoredRecord> page = plain.activeIn(namespace, last, wanted);
            found.addAll(cipher.openAll(page));
            if (page.size() < wanted || found.size() == limit) {
                return found;
            }
            last = page.get(page.size() - 1).key();
        }
    }
}
