package dev.sojourn.feed;

import dev.sojourn.StorageUnavailableException;
import dev.sojourn.store.ChangeKind;
import dev.sojourn.store.HistoryEntry;
import dev.sojourn.store.HistoryTail;
import dev.sojourn.store.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A history whose entries become visible in whatever order a test wants. */
final class FakeTail implements HistoryTail {

    private final NavigableMap<Long, Numbered> visible = new TreeMap<>();
    boolean down;

    /** Of a session whose key is the number. */
    FakeTail commit(long number) {
        var entry = new HistoryEntry(
                ChangeKind.CREATED,
                Instant.EPOCH,
                Long.toString(number),
                new Version(1, 1),
                "/shop",
                "alice",
                null,
                null,
                null,
                null,
                null);
        visible.put(number, new Numbered(number, entry));
        return this;
    }

    /** Of another prefix. */
    FakeTail commitForeign(long number) {
        visible.put(number, new Numbered(number, null));
        return this;
    }

    @Override
    public long latest() {
        requireUp();
        return visible.isEmpty() ? 0 : visible.lastKey();
    }

    @Override
    public List<Numbered> after(long number, int limit) {
        requireUp();
        return visible.tailMap(number, false).values().stream().limit(limit).toList();
    }

    @Override
    public Duration settling() {
        return Duration.ofSeconds(10);
    }

    private void requireUp() {
        if (down) {
            throw new StorageUnavailableException("down", null);
        }
    }
}
