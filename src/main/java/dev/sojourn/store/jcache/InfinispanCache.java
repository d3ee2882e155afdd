package dev.sojourn.store.jcache;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.infinispan.AdvancedCache;
import org.jspecify.annotations.Nullable;

/**
 * A cache of Infinispan by its own interface, which can do two things that JCache's cannot: give each entry a lifespan of its own, and
 * walk over entries without asking for each of them.
 */
final class InfinispanCache implements RecordCache {

    /** Infinispan has a clock of its own. Until an entry is gone for it as well, the record says that it is over. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    private static final long FOR_EVER = -1;

    private final AdvancedCache<String, String> cache;
    private final Clock clock;

    InfinispanCache(AdvancedCache<String, String> cache, Clock clock) {
        this.cache = cache;
        this.clock = clock;
    }

    @Override
    public @Nullable String get(String key) {
        return cache.get(key);
    }

    @Override
    public Map<String, String> getAll(Set<String> keys) {
        Map<String, String> found = new HashMap<>(cache.getAll(keys));
        found.values().removeIf(Objects::isNull);
        return found;
    }

    @Override
    public boolean putIfAbsent(String key, String value, Instant keepUntil) {
        return cache.putIfAbsent(key, value, lifespan(keepUntil), TimeUnit.MILLISECONDS) == null;
    }

    @Override
    public boolean replace(String key, String old, String value, Instant keepUntil) {
        return cache.replace(key, old, value, lifespan(keepUntil), TimeUnit.MILLISECONDS);
    }

    @Override
    public @Nullable String getAndRemove(String key) {
        return cache.remove(key);
    }

    @Override
    public Iterator<Map.Entry<String, String>> entries() {
        return cache.entrySet().iterator();
    }

    private long lifespan(Instant keepUntil) {
        Instant now = clock.instant();
        if (keepUntil.isAfter(now.plus(Duration.ofDays(365_000)))) {
            return FOR_EVER;
        }
        return Math.max(0, Duration.between(now, keepUntil).toMillis()) + SLACK.toMillis();
    }
}
