package dev.sojourn.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.AttributeChanges;
import dev.sojourn.ClientDetails;
import dev.sojourn.Device;
import dev.sojourn.NewSession;
import dev.sojourn.device.UapDeviceParser;
import dev.sojourn.engine.SecureTokenSource;
import dev.sojourn.engine.SessionEngine;
import dev.sojourn.servers.RedisServer;
import dev.sojourn.store.SessionStore;
import dev.sojourn.support.JsonbMapper;
import dev.sojourn.support.Policies;
import dev.sojourn.support.RecordedEvents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * How much of Redis' memory a session takes, with the index of its principal, its places in the list and by expiry, and all of Redis' own
 * bookkeeping. The figures are written to {@code target/redis-memory.txt}; {@code benchmarks/redis-memory} runs this alone.
 */
class RedisMemoryIT {

    private static final int SESSIONS = 10_000;
    private static final int PER_PRINCIPAL = 3;
    private static final long MOST_BYTES = 800;

    private static final String USER_AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
            + "Chrome/126.0.0.0 Safari/537.36";

    @Test
    void typical_session_takes_at_most_800_bytes() throws Exception {
        try (RedisServer server = RedisServer.start();
                SessionStore store = RedisStores.open(RedisTestOptions.of(server), Clock.systemUTC())) {
            var engine = new SessionEngine(
                    store,
                    Policies.DEFAULT.build(),
                    Clock.systemUTC(),
                    new SecureTokenSource(),
                    new JsonbMapper(),
                    new RecordedEvents());
            // The scripts and the connection are not the sessions'.
            engine.create(NewSession.of("warm-up"));
            Device device = new UapDeviceParser().parse(Map.of("User-Agent", USER_AGENT)::get);
            long before = usedMemory(server);
            for (int i = 0; i < SESSIONS; i++) {
                engine.create(login(i, device));
            }
            long each = (usedMemory(server) - before) / SESSIONS;
            report(server, each);
            assertThat(each).isLessThanOrEqualTo(MOST_BYTES);
        }
    }

    private static NewSession login(int number, Device device) {
        return NewSession.of("user" + number / PER_PRINCIPAL)
                .roles(Set.of("user"))
                .client(new ClientDetails("203.0.113." + number % 250, USER_AGENT, device))
                .attributes(AttributeChanges.none().put("posts:read", true).put("posts:write", true));
    }

    private static long usedMemory(RedisServer server) {
        return Long.parseLong(server.info("memory").get("used_memory"));
    }

    private static void report(RedisServer server, long each) throws Exception {
        String text =
                each + " bytes per session: " + SESSIONS + " sessions, " + PER_PRINCIPAL + " per principal, Redis "
                        + server.version() + ", " + server.info("memory").get("mem_allocator") + "\n";
        Files.writeString(Path.of("target", "redis-memory.txt"), text);
        System.out.print(text);
    }
}
