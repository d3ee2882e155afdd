package dev.sojourn.store.encrypted;

import dev.sojourn.store.History;
import dev.sojourn.store.HistoryEntry;
import dev.sojourn.store.HistoryFilter;
import dev.sojourn.store.HistoryPage;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The storage's history, which is told no address. */
final class EncryptedHistory implements History {

    private final History plain;

    EncryptedHistory(History plain) {
        this.plain = plain;
    }

    @Override
    public HistoryPage history(HistoryFilter filter, @Nullable String cursor, int limit) {
        return plain.history(filter, cursor, limit);
    }

    @Override
    public void note(HistoryEntry entry) {
        plain.note(entry.withoutAddress());
    }

    @Override
    public int forget(Instant before, int limit) {
        return plain.forget(before, limit);
    }

    @Override
    public int forget(String principal, Set<String> applications, int limit) {
        return plain.forget(principal, applications, limit);
    }
}
