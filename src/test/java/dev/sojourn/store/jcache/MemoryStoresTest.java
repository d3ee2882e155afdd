package dev.sojourn.store.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.StorageUnavailableException;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.RecordFilter;
import dev.sojourn.store.RecordPage;
import dev.sojourn.store.SearchIndex;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.support.MutableClock;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Set;
import javax.cache.CacheManager;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** Stores in one JVM, and the bounds of a search. */
class MemoryStoresTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2025-03-01T12:00:00Z"));

    @Test
    void twoStores_shareNothing() {
        StoredRecord record = RecordBuilder.session("a", clock.instant()).build();
        try (SessionStore one = open();
                SessionStore other = open()) {
            assertThat(one.create(record)).isTrue();
            assertThat(other.load(record.key())).isNull();
            assertThat(other.create(record)).isTrue();
            assertThat(one.delete(record.key())).isTrue();
            assertThat(other.load(record.key())).isNotNull();
        }
    }

    @Test
    void oneStoreClosed_theOtherGoesOn() {
        StoredRecord record = RecordBuilder.session("a", clock.instant()).build();
        try (SessionStore one = open();
                SessionStore other = open()) {
            other.create(record);
            one.close();
            assertThatThrownBy(() -> one.load(record.key())).isInstanceOf(StorageUnavailableException.class);
            assertThatThrownBy(() -> ((SearchIndex) one).search(anyAnonymous(), null, 1))
                    .isInstanceOf(StorageUnavailableException.class);
            assertThatThrownBy(() -> ((SearchIndex) one).count(anyAnonymous()))
                    .isInstanceOf(StorageUnavailableException.class);
            assertThat(other.load(record.key())).isEqualTo(record);
        }
    }

    @Test
    void closed_leavesNothingBehind() throws Exception {
        Set<ObjectName> before = names();
        SessionStore store = open();
        assertThat(names()).hasSizeGreaterThan(before.size());
        store.close();
        assertThat(names()).isEqualTo(before);
        EmbeddedCache embedded = EmbeddedCache.open();
        CacheManager manager = embedded.cache().getCacheManager();
        embedded.close();
        assertThat(manager.isClosed()).isTrue();
    }

    @Test
    void search_fewMatchesAmongMany_looksAtABoundedNumberAndGoesOn() {
        int many = 3 * MemoryStore.MAX_LOOKED_AT;
        try (SessionStore store = open()) {
            for (int i = 0; i < many; i++) {
                store.create(RecordBuilder.session("key-" + i, clock.instant()).build());
            }
            StoredRecord oldest = RecordBuilder.session(
                            "oldest", clock.instant().minusSeconds(1))
                    .namespace("red")
                    .build();
            store.create(oldest);
            SearchIndex search = (SearchIndex) store;
            RecordFilter other = new RecordFilter(null, null, false, null, null, "none"::equals, clock.instant());
            RecordPage page = search.search(other, null, 10);
            int pages = 1;
            while (page.nextCursor() != null) {
                assertThat(page.records()).isEmpty();
                page = search.search(other, page.nextCursor(), 10);
                pages++;
            }
            assertThat(pages).isEqualTo(4);
            // With an index of its own it is found at once.
            RecordFilter red = new RecordFilter(null, null, false, "red", null, null, clock.instant());
            assertThat(search.search(red, null, 10).records()).containsExactly(oldest);
        }
    }

    private SessionStore open() {
        return MemoryStores.open(new MemoryStores.Options(10_000, clock));
    }

    private RecordFilter anyAnonymous() {
        return new RecordFilter(null, null, true, null, null, null, clock.instant());
    }

    private static Set<ObjectName> names() throws Exception {
        return ManagementFactory.getPlatformMBeanServer().queryNames(new ObjectName("org.infinispan*:*"), null);
    }
}
