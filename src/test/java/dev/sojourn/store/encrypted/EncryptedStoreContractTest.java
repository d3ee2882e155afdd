package dev.sojourn.store.encrypted;

import dev.sojourn.store.SessionStore;
import dev.sojourn.store.SessionStoreContract;
import dev.sojourn.store.jcache.MemoryStores;
import java.security.SecureRandom;
import java.time.Clock;
import org.infinispan.commons.util.Version;

/** Encrypted or not, a store is a store. */
class EncryptedStoreContractTest extends SessionStoreContract {

    @Override
    protected String variant() {
        return "memory (infinispan " + Version.getVersion() + "), encrypted";
    }

    @Override
    protected SessionStore newStore(Clock clock) {
        return new EncryptedStore(
                MemoryStores.open(new MemoryStores.Options(10_000, clock)),
                TestKeys.of("k2", "k1"),
                new SecureRandom());
    }
}
