package dev.sojourn.it.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.OnServer;
import dev.sojourn.it.RawConnection;
import dev.sojourn.it.RawHttp;
import dev.sojourn.it.Together;
import dev.sojourn.it.Visitor;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Random and mutated cookies, headers, paths and bodies: none is answered with an error of the server, with anything of the inside or with a
 * cookie, and none changes a session. So many as {@code fuzz.count} says (10 000), from the seed {@code fuzz.seed}.
 */
class FuzzChecklistIT extends OnServer {

    private static final int COUNT = Integer.getInteger("fuzz.count", 10_000);
    private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());
    private static final int THREADS = 4;

    /** Method or version that the server does not know. */
    private static final List<Integer> REFUSED = List.of(501, 505);

    private static final Pattern INSIDE = Pattern.compile(
            "Exception|\\tat |dev\\.sojourn|nfinispan|org\\.glassfish|org\\.jboss|resteasy|jersey|undertow|grizzly|"
                    + "GlassFish|Payara|WildFly|\\bCaused by",
            Pattern.CASE_INSENSITIVE);

    @Test
    void fuzz_gets_no_error_learns_nothing_and_changes_no_session() {
        List<Visitor> victims =
                Stream.generate(() -> signedIn(Accounts.fresh())).limit(5).toList();
        victims.forEach(victim -> victim.patch("/api/session/attributes", "{\"ui.theme\":\"dark\"}")
                .is(200));
        List<String> tokens =
                victims.stream().map(victim -> victim.cookie(Visitor.SESSION)).toList();
        List<JsonObject> before = victims.stream().map(FuzzChecklistIT::seen).toList();

        List<Map<Integer, Integer>> statuses = Together.run(THREADS, thread -> fuzz(thread, tokens));

        assertThat(victims.stream().map(FuzzChecklistIT::seen).toList())
                .as("sessions after fuzz.seed=%d", SEED)
                .isEqualTo(before);
        var all = new TreeMap<Integer, Integer>();
        statuses.forEach(each -> each.forEach((status, count) -> all.merge(status, count, Integer::sum)));
        // 0 for none: a server may break the connection over what it cannot read
        assertThat(all.getOrDefault(0, 0)).as("unanswered of %s", all).isLessThan(COUNT / 4);
        assertThat(all).as("fuzz reached the calls").containsKeys(200, 400, 401, 404, 415);
    }

    private Map<Integer, Integer> fuzz(int thread, List<String> tokens) {
        var requests = new FuzzRequest(SEED + thread, server.getAuthority(), tokens);
        var statuses = new TreeMap<Integer, Integer>();
        List<RawConnection> open = new ArrayList<>();
        try {
            for (int i = 0; i < COUNT / THREADS; i++) {
                var made = requests.next();
                if (open.isEmpty()) {
                    open.add(new RawConnection(server));
                }
                RawConnection connection = open.get(0);
                RawHttp.Reply reply = exchange(connection, made);
                if (!connection.open()) {
                    connection.close();
                    open.clear();
                }
                check(reply, made);
                statuses.merge(reply.status(), 1, Integer::sum);
            }
            for (RawConnection each : open) {
                each.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("with fuzz.seed=" + SEED, e);
        }
        return statuses;
    }

    private static RawHttp.Reply exchange(RawConnection connection, FuzzRequest.Made made) throws IOException {
        try {
            return connection.exchange(made.bytes(), made.head());
        } catch (SocketException reset) {
            // a server that refuses a request may close before it has read all of it
            return connection.broken();
        }
    }

    private static void check(RawHttp.Reply reply, FuzzRequest.Made made) {
        // in which the server names itself
        String said = reply.text().replaceFirst("(?m)^Server: .*$", "");
        boolean good = (reply.status() < 500 || REFUSED.contains(reply.status()))
                && !INSIDE.matcher(said).find()
                && !said.contains("Set-Cookie:");
        if (!good) {
            throw new AssertionError(
                    "with fuzz.seed=" + SEED + " the request\n" + made.text() + "\nwas answered\n" + reply.text());
        }
    }

    /** The session as it stands, without using it; its CSRF token looks different each time. */
    private static JsonObject seen(Visitor victim) {
        JsonObject session = victim.call("GET", "/api/session")
                .header("X-Session-Passive", "true")
                .send()
                .is(200)
                .json();
        return Json.createObjectBuilder(session).remove("csrfToken").build();
    }
}
