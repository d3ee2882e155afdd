package dev.sojourn.it.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Answer;
import dev.sojourn.it.Deployments;
import dev.sojourn.it.Visitor;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** The WAR behind a proxy, told to end sessions that another client uses and to keep only networks; and passive requests. */
@ArquillianTest
class HijackIT {

    private static final String HOME = "192.0.2.10";
    private static final String AGENT = "Browser/130";

    @ArquillianResource
    URI server;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.warWithAccounts(
                "sojourn.web.trusted-proxies=127.0.0.1",
                "sojourn.web.address-header=x-forwarded-for",
                "sojourn.hijack.address=end",
                "sojourn.hijack.address-prefix=24,48",
                "sojourn.hijack.user-agent=end",
                "sojourn.privacy.address=masked",
                "sojourn.session.touch-interval=PT0S",
                "sojourn.session.passive-paths=/api/me/*");
    }

    private Visitor signedIn(String address) {
        String account = Accounts.fresh();
        Visitor visitor = new Visitor(server);
        visitor.call("POST", "/api/session")
                .json(Visitor.credentials(account, Accounts.passwordOf(account)))
                .header("X-Forwarded-For", address)
                .header("User-Agent", AGENT)
                .send()
                .is(201);
        return visitor;
    }

    private static Answer use(Visitor visitor, String address, String agent) {
        return from(visitor, "/api/session", address, agent).send();
    }

    private static Visitor.Call from(Visitor visitor, String path, String address, String agent) {
        return visitor.call("GET", path).header("X-Forwarded-For", address).header("User-Agent", agent);
    }

    @Test
    void another_network_ends_the_session_with_that_reason() {
        Visitor visitor = signedIn(HOME);

        use(visitor, "192.0.2.99", AGENT).is(200);
        use(visitor, "198.51.100.1, 192.0.2.44", AGENT).is(200);
        use(visitor, "192.0.3.10", AGENT).isNoSession("address");

        use(visitor, HOME, AGENT).isNoSession("address");
    }

    @Test
    void another_ipv6_network_ends_the_session() {
        Visitor visitor = signedIn("2001:db8:7:1::1");

        use(visitor, "2001:db8:7:ffff::2", AGENT).is(200);
        use(visitor, "2001:db8:8::1", AGENT).isNoSession("address");
    }

    @Test
    void ipv4_mapped_address_is_the_ipv4_address() {
        Visitor visitor = signedIn(HOME);

        use(visitor, "::ffff:192.0.2.10", AGENT).is(200);
    }

    @Test
    void another_agent_ends_the_session_with_that_reason() {
        Visitor visitor = signedIn(HOME);

        use(visitor, HOME, AGENT).is(200);
        use(visitor, HOME, "Browser/131").isNoSession("agent");

        use(visitor, HOME, AGENT).isNoSession("agent");
    }

    @Test
    void masked_address_is_all_that_is_told() {
        Visitor visitor = signedIn(HOME);

        assertThat(use(visitor, HOME, AGENT).is(200).json().getString("ipAddress"))
                .isEqualTo("192.0.2.0");
        assertThat(use(visitor, HOME, AGENT).body()).doesNotContain(HOME);
        assertThat(use(signedIn("2001:db8:7:1::1"), "2001:db8:7:1::1", AGENT)
                        .json()
                        .getString("ipAddress"))
                .isEqualTo("2001:db8:7::");
    }

    @Test
    void passive_path_and_header_do_not_count_as_activity() {
        Visitor visitor = signedIn(HOME);
        Instant before = lastActive(visitor, true);

        await().atMost(Duration.ofSeconds(10)).until(() -> Instant.now().isAfter(before.plusMillis(20)));
        from(visitor, "/api/me/sessions", HOME, AGENT).send().is(200);
        assertThat(lastActive(visitor, true)).isEqualTo(before);

        assertThat(lastActive(visitor, false)).isAfter(before);
    }

    private static Instant lastActive(Visitor visitor, boolean passive) {
        Visitor.Call call = from(visitor, "/api/session", HOME, AGENT);
        Answer answer = (passive ? call.header("X-Session-Passive", "1") : call).send();
        return Instant.parse(answer.is(200).json().getString("lastActiveAt"));
    }
}
