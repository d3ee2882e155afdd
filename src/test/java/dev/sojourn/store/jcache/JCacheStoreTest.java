package dev.sojourn.store.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.codec.RecordCodec;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import dev.sojourn.support.MutableClock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.cache.Cache;
import org.infinispan.AdvancedCache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the cache holds, and what becomes of values that are no records. */
class JCacheStoreTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2025-03-01T12:00:00Z"));
    private final List<String> logged = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            logged.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private final Logger logger = Logger.getLogger(JCacheStore.class.getPackageName());

    private EmbeddedCache embedded;
    private Cache<String, String> cache;
    private JCacheStore store;

    @BeforeEach
    void open() {
        embedded = EmbeddedCache.open();
        cache = embedded.cache();
        store = new JCacheStore("test", new AnyCache(cache), "sojourn:", clock);
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
    }

    @AfterEach
    void close() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
        embedded.close();
    }

    @Test
    void record_written_isItsEnvelopeUnderPrefixAndKind() {
        StoredRecord record = session("a").build();
        store.create(record);
        store.create(
                RecordBuilder.of(RecordKind.PRINCIPAL, "b", clock.instant()).build());
        store.create(RecordBuilder.of(RecordKind.ATTEMPTS, "c", clock.instant()).build());
        store.create(RecordBuilder.of(RecordKind.LEASE, "d", clock.instant()).build());
        assertThat(cache)
                .extracting(Cache.Entry::getKey)
                .containsExactlyInAnyOrder("sojourn:s:a", "sojourn:p:b", "sojourn:a:c", "sojourn:l:d");
        assertThat(cache.get("sojourn:s:a").getBytes(StandardCharsets.ISO_8859_1))
                .isEqualTo(RecordCodec.encode(record));
    }

    @Test
    void cache_holdsObjects_neitherMarshalledNorEvicted() {
        var configuration = cache.unwrap(AdvancedCache.class).getCacheConfiguration();
        assertThat(configuration.clustering().cacheMode().isClustered()).isFalse();
        assertThat(configuration.memory().maxCount()).isEqualTo(-1);
        assertThat(configuration.memory().maxSizeBytes()).isEqualTo(-1);
        assertThat(configuration.statistics().enabled()).isFalse();
        String value = new String("a value".toCharArray());
        cache.put("k", value);
        assertThat(cache.get("k")).isSameAs(value);
    }

    @Test
    void unreadableValue_isAbsentAndLoggedWithoutContent() {
        cache.put("sojourn:s:a\r\nbcdefghijk", "secret content");
        RecordKey key = new RecordKey(RecordKind.SESSION, "a\r\nbcdefghijk");
        assertThat(store.load(key)).isNull();
        assertThat(logged).hasSize(1);
        assertThat(logged.get(0)).contains("SESSION a??bcd...").doesNotContain("efghijk", "secret", "\r", "\n");
        assertThat(store.loadAll(List.of(key))).isEmpty();
        assertThat(store.delete(key)).isFalse();
        assertThat(cache.get("sojourn:s:a\r\nbcdefghijk")).isNull();
    }

    @Test
    void unreadableValue_replace_isAbsent() {
        StoredRecord record = session("a").build();
        store.create(record);
        StoredRecord loaded = store.load(record.key());
        cache.put("sojourn:s:a", "\u0001 nonsense");
        assertThat(store.replace(record, record)).isEqualTo(WriteOutcome.ABSENT);
        assertThat(store.replace(loaded, record)).isEqualTo(WriteOutcome.ABSENT);
        assertThat(cache.get("sojourn:s:a")).isEqualTo("\u0001 nonsense");
    }

    @Test
    void unreadableValue_create_takesItsPlace() {
        cache.put("sojourn:s:a", "");
        StoredRecord record = session("a").build();
        assertThat(store.create(record)).isTrue();
        assertThat(store.load(record.key())).isEqualTo(record);
    }

    @Test
    void valueOfAnotherKey_isAbsent() {
        StoredRecord record = session("a").build();
        store.create(record);
        cache.put("sojourn:s:b", cache.get("sojourn:s:a"));
        assertThat(store.load(new RecordKey(RecordKind.SESSION, "b"))).isNull();
        assertThat(logged).hasSize(1);
    }

    @Test
    void replace_withAnotherKey_isRefused() {
        StoredRecord record = session("a").build();
        assertThatThrownBy(() -> store.replace(record, session("b").build()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void close_leavesTheGivenCacheOpen() {
        store.close();
        assertThat(cache.isClosed()).isFalse();
    }

    private RecordBuilder session(String id) {
        return RecordBuilder.session(id, clock.instant());
    }
}
