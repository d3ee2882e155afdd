package dev.sojourn.store.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.infinispan.AdvancedCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores opened from configuration, and what a cluster does for them. */
class JCacheStoresIT {

    private final Clock clock = Clock.systemUTC();

    @Test
    void node_that_stops_takes_nothing_with_it() {
        try (var cluster = new Cluster(2)) {
            cluster.start();
            List<RecordKey> keys = new ArrayList<>();
            SessionStore first = cluster.store(0, "a:", clock);
            for (int i = 0; i < 50; i++) {
                StoredRecord record =
                        RecordBuilder.session("s" + i, clock.instant()).build();
                first.create(record);
                keys.add(record.key());
            }

            cluster.stop(0);

            assertThat(cluster.store(1, "a:", clock).loadAll(keys)).hasSize(50);
        }
    }

    @Test
    void entry_lives_a_minute_longer_than_its_record_has_to_be_kept() {
        try (var cluster = new Cluster(1)) {
            SessionStore store = cluster.store(0, "a:", clock);
            Instant now = clock.instant();
            store.create(RecordBuilder.of(RecordKind.LEASE, "l", now)
                    .keepUntil(now.plus(Duration.ofHours(1)))
                    .build());
            store.create(RecordBuilder.of(RecordKind.LEASE, "for ever", now)
                    .keepUntil(Instant.MAX)
                    .build());

            @SuppressWarnings("unchecked")
            AdvancedCache<String, String> cache = cluster.manager(0)
                    .<String, String>getCache(JCacheStores.CACHE)
                    .unwrap(AdvancedCache.class);

            assertThat(Duration.ofMillis(cache.getCacheEntry("a:~l:l").getLifespan()))
                    .isBetween(Duration.ofMinutes(60), Duration.ofMinutes(61));
            assertThat(TimeUnit.MILLISECONDS.toDays(
                            cache.getCacheEntry("a:~l:for ever").getLifespan()))
                    .isLessThanOrEqualTo(0);
        }
    }

    @Test
    void store_of_its_own_cluster_ends_it_when_it_is_closed() {
        try (var cluster = new Cluster(1)) {
            var options = new JCacheOptions(null, cluster.uri(0), "a:");
            RecordKey key = new RecordKey(RecordKind.SESSION, "s");
            try (SessionStore store = JCacheStores.open(options, clock)) {
                store.create(RecordBuilder.session("s", clock.instant()).build());
                assertThat(store.load(key)).isNotNull();
            }
            try (SessionStore again = JCacheStores.open(options, clock)) {
                assertThat(again.load(key)).isNull();
            }
        }
    }

    @Test
    void provider_that_is_not_there_is_a_mistake() {
        assertThatThrownBy(() -> JCacheStores.open(new JCacheOptions("org.example.Nobody", null, "a:"), clock))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("org.example.Nobody");
    }

    @Test
    void configuration_of_infinispan_without_the_cache_is_a_mistake(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("infinispan.xml");
        Files.writeString(
                file,
                "<infinispan xmlns=\"urn:infinispan:config:16.0\"><cache-container>"
                        + "<metrics gauges=\"false\" histograms=\"false\"/></cache-container></infinispan>");

        for (URI uri : List.of(file.toUri(), folder.resolve("not-there.xml").toUri())) {
            assertThatThrownBy(() -> JCacheStores.open(new JCacheOptions(null, uri, "a:"), clock))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no cache named sojourn");
        }
    }
}
