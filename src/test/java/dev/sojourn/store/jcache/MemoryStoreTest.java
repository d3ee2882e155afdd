package dev.sojourn.store.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.store.ExpiryIndex;
import dev.sojourn.store.NamespaceIndex;
import dev.sojourn.store.SearchIndex;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.SessionStoreContract;
import java.time.Clock;
import org.infinispan.commons.util.Version;
import org.junit.jupiter.api.Test;

class MemoryStoreTest extends SessionStoreContract {

    @Override
    protected String variant() {
        return "memory (infinispan " + Version.getVersion() + ")";
    }

    @Override
    protected SessionStore newStore(Clock clock) {
        return MemoryStores.open(new MemoryStores.Options(10_000, clock));
    }

    @Test
    void memory_hasAllCapabilities() {
        assertThat(store.name()).isEqualTo("memory");
        assertThat(store.capability(SearchIndex.class)).isPresent();
        assertThat(store.capability(NamespaceIndex.class)).isPresent();
        assertThat(store.capability(ExpiryIndex.class)).isPresent();
    }
}
