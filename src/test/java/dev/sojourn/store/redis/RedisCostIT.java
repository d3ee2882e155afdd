package dev.sojourn.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.servers.RedisServer;
import dev.sojourn.servers.TcpProxy;
import dev.sojourn.store.SessionStore;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Costs on one server, counted on the way to it. */
class RedisCostIT extends CostContract {

    private final RedisServer server = RedisServer.start();
    private final TcpProxy proxy = TcpProxy.to(server.port());

    @AfterEach
    void closeProxy() {
        proxy.close();
        server.close();
    }

    @Override
    SessionStore open(Clock clock) {
        return RedisStores.open(RedisTestOptions.of(proxy.port()), clock);
    }

    @Override
    long trips() {
        return proxy.trips();
    }

    @Override
    int more() {
        return 0;
    }

    @Test
    void engine_needs_no_command_that_walks_configures_or_subscribes() {
        login_with_limit_and_eviction();
        ending_all_of_a_principal();
        assertThat(server.info("commandstats").keySet())
                .contains("cmdstat_evalsha", "cmdstat_mget")
                .doesNotContainAnyElementsOf(List.of(
                        "cmdstat_keys",
                        "cmdstat_scan",
                        "cmdstat_sscan",
                        "cmdstat_zscan",
                        "cmdstat_hscan",
                        "cmdstat_config",
                        "cmdstat_subscribe",
                        "cmdstat_psubscribe",
                        "cmdstat_function",
                        "cmdstat_fcall"));
    }
}
