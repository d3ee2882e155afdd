package dev.sojourn.store.memcached;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.servers.MemcachedServer;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.SessionStoreContract;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TwoMemcachedServersIT extends SessionStoreContract {

    private static MemcachedServer one;
    private static MemcachedServer two;

    private MemcachedOptions options;

    @BeforeAll
    static void startServers() {
        one = MemcachedServer.start();
        two = MemcachedServer.start();
    }

    @AfterAll
    static void stopServers() {
        one.close();
        two.close();
    }

    @Override
    protected String variant() {
        return "memcached " + one.version() + ", two servers";
    }

    @Override
    protected SessionStore newStore(Clock clock) {
        one.flush();
        two.flush();
        options = MemcachedOptionsBuilder.on(one.port(), two.port()).build();
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
    void records_areOnBothServers() {
        Instant now = clock.instant();
        for (int i = 0; i < 100; i++) {
            store.create(RecordBuilder.of(RecordKind.PRINCIPAL, "principal-" + i, now)
                    .build());
        }
        assertThat(Integer.parseInt(one.statistics().get("curr_items"))).isBetween(20, 80);
        assertThat(Integer.parseInt(two.statistics().get("curr_items"))).isBetween(20, 80);
    }
}
