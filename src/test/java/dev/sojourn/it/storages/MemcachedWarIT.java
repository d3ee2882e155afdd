package dev.sojourn.it.storages;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Visitor;
import dev.sojourn.servers.MemcachedServer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class MemcachedWarIT extends OnStorage {

    private static MemcachedServer memcached;

    @Deployment(testable = false)
    static WebArchive war() {
        memcached = MemcachedServer.start();
        return war("memcached", "sojourn.memcached.servers=127.0.0.1:" + memcached.port());
    }

    @AfterAll
    static void stop() {
        memcached.close();
    }

    @Override
    String storage() {
        return "memcached";
    }

    @Test
    void memcached_that_comes_back_has_forgotten() {
        String account = Accounts.fresh();
        Visitor visitor = signedIn(account);

        memcached.kill();
        assertDown(visitor);
        memcached.restart();
        awaitUp();

        visitor.get("/api/session").isNoSession("unknown");
        signedIn(account).session();
    }
}
