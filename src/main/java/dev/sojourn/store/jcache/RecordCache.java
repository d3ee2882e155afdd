package dev.sojourn.store.jcache;

import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a store needs of a cache from String to String. Each write is atomic. Throws whatever the cache throws. */
interface RecordCache {

    @Nullable
    String get(String key);

    Map<String, String> getAll(Set<String> keys);

    /**
     * Writes under a key that has nothing.
     *
     * @param keepUntil after which the cache may remove the entry, if it can do that by itself
     */
    boolean putIfAbsent(String key, String value, Instant keepUntil);

    /** Writes in the place of this very value. */
    boolean replace(String key, String old, String value, Instant keepUntil);

    @Nullable
    String getAndRemove(String key);

    /** All entries, each once, in any order. What is written meanwhile may or may not be among them. */
    Iterator<Map.Entry<String, String>> entries();
}
