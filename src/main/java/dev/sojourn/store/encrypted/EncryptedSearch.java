package dev.sojourn.store.encrypted;

import dev.sojourn.NotSupportedException;
import dev.sojourn.store.RecordFilter;
import dev.sojourn.store.RecordPage;
import dev.sojourn.store.SearchIndex;
import org.jspecify.annotations.Nullable;

/** Lists encrypted records by what stays clear of them. What cannot be read is not listed, but counted. */
final class EncryptedSearch implements SearchIndex {

    private final String storage;
    private final SearchIndex plain;
    private final RecordCipher cipher;

    EncryptedSearch(String storage, SearchIndex plain, RecordCipher cipher) {
        this.storage = storage;
        this.plain = plain;
        this.cipher = cipher;
    }

    @Override
    public RecordPage search(RecordFilter filter, @Nullable String cursor, int limit) {
        refuseAddress(filter);
        RecordPage page = plain.search(filter, cursor, limit);
        return new RecordPage(cipher.openAll(page.records()), page.nextCursor());
    }

    @Override
    public long count(RecordFilter filter) {
        refuseAddress(filter);
        return plain.count(filter);
    }

    private void refuseAddress(RecordFilter filter) {
        if (filter.address() != null) {
            throw new NotSupportedException(storage, "search by address: addresses are encrypted");
        }
    }
}
