package dev.sojourn.store.jcache;

import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/** The cache of any provider. JCache has no expiry per entry, so nothing is removed by itself. */
final class AnyCache implements RecordCache {

    private final Cache<String, String> cache;

    AnyCache(Cache<String, String> cache) {
        this.cache = cache;
    }

    @Override
    public @Nullable String get(String key) {
        return cache.get(key);
    }

    @Override
    public Map<String, String> getAll(Set<String> keys) {
        return cache.getAll(keys);
    }

    @Override
    public boolean putIfAbsent(String key, String value, Instant keepUntil) {
        return cache.putIfAbsent(key, value);
    }

    @Override
    public boolean replace(String key, String old, String value, Instant keepUntil) {
        return cache.replace(key, old, value);
    }

    @Override
    public @Nullable String getAndRemove(String key) {
        return cache.getAndRemove(key);
    }

    @Override
    public Iterator<Map.Entry<String, String>> entries() {
        return StreamSupport.stream(cache.spliterator(), false)
                .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                .iterator();
    }
}
