package dev.sojourn.it.figures;

import dev.sojourn.AttributeChanges;
import dev.sojourn.ClientDetails;
import dev.sojourn.Device;
import dev.sojourn.NewSession;
import dev.sojourn.device.UapDeviceParser;
import dev.sojourn.engine.SecureTokenSource;
import dev.sojourn.engine.SessionEngine;
import dev.sojourn.it.Together;
import dev.sojourn.store.SessionStore;
import dev.sojourn.support.JsonbMapper;
import dev.sojourn.support.Policies;
import dev.sojourn.support.RecordedEvents;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a large site has in its storage: three sessions of each user, in a thousand namespaces. */
public final class ManySessions {

    private static final int PER_PRINCIPAL = 3;
    private static final int WRITERS = 8;
    private static final String AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
            + "Chrome/126.0.0.0 Safari/537.36";

    private ManySessions() {}

    /** Creates them, by eight threads. */
    public static void fill(SessionStore store, int sessions) {
        var engine = new SessionEngine(
                store,
                Policies.DEFAULT.build(),
                Clock.systemUTC(),
                new SecureTokenSource(),
                new JsonbMapper(),
                new RecordedEvents());
        Device device = new UapDeviceParser().parse(Map.of("User-Agent", AGENT)::get);
        List<Integer> unused = Together.run(WRITERS, writer -> {
            // all of a principal by one writer, so that none waits for another
            for (int user = writer; user * PER_PRINCIPAL < sessions; user += WRITERS) {
                for (int i = 0; i < PER_PRINCIPAL; i++) {
                    engine.create(NewSession.of("user" + user)
                            .roles(Set.of("user"))
                            .namespace("branch-" + user % 1000)
                            .client(new ClientDetails("203.0.113." + user % 250, AGENT, device))
                            .attributes(AttributeChanges.none().put("posts:read", true)));
                }
            }
            return writer;
        });
    }
}
