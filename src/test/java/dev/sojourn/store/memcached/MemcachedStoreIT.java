package dev.sojourn.store.memcached;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.servers.MemcachedServer;
import dev.sojourn.store.ExpiryIndex;
import dev.sojourn.store.NamespaceIndex;
import dev.sojourn.store.SearchIndex;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.SessionStoreContract;
import java.time.Clock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MemcachedStoreIT extends SessionStoreContract {

    private static MemcachedServer server;

    private MemcachedOptions options;

    @BeforeAll
    static void startServer() {
        server = MemcachedServer.shared();
    }

    @Override
    protected String variant() {
        return "memcached " + server.version();
    }

    @Override
    protected SessionStore newStore(Clock clock) {
        options = MemcachedOptionsBuilder.on(server.port()).build();
        return MemcachedStores.open(options, clock);
    }

    @Override
    protected SessionStore secondNode(SessionStore first, Clock sameClock) {
        return MemcachedStores.open(options, sameClock);
    }

    @Override
    protected int largestBody() {
        return 1_000_000;
    }

    @Test
    void memcached_hasNoIndexes_andMayLose() {
        assertThat(store.name()).isEqualTo("memcached");
        assertThat(store.mayLose()).isTrue();
        assertThat(store.capability(SearchIndex.class)).isEmpty();
        assertThat(store.capability(NamespaceIndex.class)).isEmpty();
        assertThat(store.capability(ExpiryIndex.class)).isEmpty();
    }
}
