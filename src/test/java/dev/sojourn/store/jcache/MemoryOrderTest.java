package dev.sojourn.store.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.RecordFilter;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.WriteOutcome;
import dev.sojourn.support.MutableClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import javax.cache.Cache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A writer that stalls between the cache and the indexes. */
class MemoryOrderTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2025-03-01T12:00:00Z"));
    private final RecordKey key = new RecordKey(RecordKind.SESSION, "a");

    /** What happens once, after the next replace in the cache and before the indexes are told. */
    private final AtomicReference<Runnable> afterReplace = new AtomicReference<>(() -> {});

    @Test
    @Timeout(60)
    void writerStalledBeforeTheIndexes_isNotOvertakenThere() throws Exception {
        try (EmbeddedCache embedded = EmbeddedCache.open()) {
            var store = new MemoryStore(
                    new JCacheStore("memory", new AnyCache(stalling(embedded.cache())), "", clock),
                    new MemoryStores.Options(10, clock),
                    () -> {});
            store.create(session(1).build());
            AtomicReference<WriteOutcome> outcome = new AtomicReference<>();
            Thread second = new Thread(() -> outcome.set(
                    store.replace(store.load(key), session(3).principal("carol").build())));
            afterReplace.set(() -> {
                second.start();
                // It has written, or it waits for this one.
                while (second.getState() != Thread.State.BLOCKED && second.getState() != Thread.State.TERMINATED) {
                    Thread.onSpinWait();
                }
            });
            store.replace(store.load(key), session(2).principal("bob").build());
            second.join();
            assertThat(outcome.get()).isEqualTo(WriteOutcome.WRITTEN);
            assertThat(store.search(ofPrincipal("carol"), null, 9).records()).hasSize(1);
            assertThat(store.count(ofPrincipal("carol"))).isEqualTo(1);
            assertThat(store.count(ofPrincipal("bob"))).isZero();
        }
    }

    private RecordBuilder session(int version) {
        return RecordBuilder.session("a", clock.instant()).version(version, version);
    }

    private RecordFilter ofPrincipal(String name) {
        return new RecordFilter(null, name, false, null, null, null, clock.instant());
    }

    @SuppressWarnings("unchecked") // a proxy has no type arguments
    private Cache<String, String> stalling(Cache<String, String> cache) {
        return (Cache<String, String>) Proxy.newProxyInstance(
                Cache.class.getClassLoader(), new Class<?>[] {Cache.class}, (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(cache, arguments);
                        if (method.getName().equals("replace")) {
                            afterReplace.getAndSet(() -> {}).run();
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
