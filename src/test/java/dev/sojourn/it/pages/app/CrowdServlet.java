package dev.sojourn.it.pages.app;

import dev.sojourn.AttributeChanges;
import dev.sojourn.ClientDetails;
import dev.sojourn.DeviceParser;
import dev.sojourn.EndReason;
import dev.sojourn.NewSession;
import dev.sojourn.SessionManager;
import dev.sojourn.SessionSearch;
import dev.sojourn.SessionState;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** {@code /crowd?past=HOURS}: people sign in, over the last hours or just now, and some leave. */
@WebServlet("/crowd")
public class CrowdServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final List<String> PEOPLE = List.of(
            "amara.okafor",
            "ben.carter",
            "chiara.rossi",
            "daniel.novak",
            "elif.kaya",
            "farid.haddad",
            "greta.lindqvist",
            "hannah.weber",
            "ivan.petrov",
            "julia.santos",
            "kenji.mori",
            "lea.dubois",
            "maria.garcia",
            "noah.fischer");
    private static final List<String> PLACES = List.of(
            "203.0.113.7",
            "203.0.113.18",
            "203.0.113.44",
            "198.51.100.23",
            "198.51.100.120",
            "192.0.2.33",
            "2001:db8:4:a::1f",
            "10.1.4.20");
    private static final List<String> NAMESPACES = List.of("", "", "", "retail", "retail", "partners", "kiosk-berlin");
    private static final List<String> AGENTS = List.of(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
            "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
            "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0",
            "Mozilla/5.0 (iPad; CPU OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1");
    private static final List<EndReason> REASONS = List.of(
            EndReason.LOGOUT, EndReason.LOGOUT, EndReason.LOGOUT, EndReason.EVICTED, EndReason.ACCOUNT, EndReason.IDLE);

    @Inject
    transient SessionManager manager;

    @Inject
    transient DeviceParser devices;

    @Inject
    transient CrowdClock clock;

    private final transient Random chance = new Random(7);

    @Override
    protected synchronized void doGet(HttpServletRequest request, HttpServletResponse response) {
        String past = request.getParameter("past");
        if (past == null) {
            step();
            return;
        }
        Duration most = Duration.ofHours(Long.parseLong(past));
        try {
            for (int i = 96; i > 0; i--) {
                clock.setBack(most.multipliedBy((long) i * i).dividedBy(96 * 96));
                step();
            }
        } finally {
            clock.setBack(Duration.ZERO);
        }
    }

    /** One comes, and in two of five cases another leaves. */
    private void step() {
        String agent = any(AGENTS);
        String namespace = any(NAMESPACES);
        var device = devices.parse(header -> header.equalsIgnoreCase("User-Agent") ? agent : null);
        NewSession session = NewSession.of(any(PEOPLE))
                .roles(namespace.equals("partners") ? Set.of("partner", "user") : Set.of("user"))
                .client(new ClientDetails(any(PLACES), agent, device))
                .attributes(
                        AttributeChanges.none().put("cart", Map.of("items", 3)).put("ui.theme", "dark"));
        manager.create(namespace.isEmpty() ? session : session.namespace(namespace));
        if (chance.nextInt(5) < 2) {
            var search = new SessionSearch(null, any(PEOPLE), null, SessionState.ACTIVE, null);
            manager.search(search, null, 1).items().forEach(each -> manager.end(each.key(), any(REASONS)));
        }
    }

    private <T> T any(List<T> choices) {
        return choices.get(chance.nextInt(choices.size()));
    }
}
