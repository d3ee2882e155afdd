package dev.sojourn.it.storages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Deployments;
import dev.sojourn.it.Visitor;
import java.net.URI;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ArchivePath;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The WAR without the libraries of Redis, Memcached and databases: none of its beans needs them, and the fallback steps in for Redis. */
@ArquillianTest
class FallbackIT {

    private static final List<String> OPTIONAL =
            List.of("jedis", "xmemcached", "hibernate", "postgresql", "mariadb", "h2-");

    @ArquillianResource
    URI server;

    @Deployment(testable = false)
    static WebArchive war() {
        WebArchive war = Deployments.warWithAccounts(
                "sojourn.web.trusted-proxies=127.0.0.1", "sojourn.storage=redis", "sojourn.fallback=memory");
        List<ArchivePath> libraries = war.getContent().keySet().stream()
                .filter(path -> OPTIONAL.stream().anyMatch(name -> path.get().startsWith("/WEB-INF/lib/" + name)))
                .toList();
        assertThat(libraries).hasSizeGreaterThanOrEqualTo(OPTIONAL.size());
        libraries.forEach(war::delete);
        return war;
    }

    @Test
    void sessions_are_kept_in_the_fallback() {
        Visitor.signedIn(server, Accounts.fresh()).session();
        assertThat(new Visitor(server).get("/api/health").json().getString("storage"))
                .isEqualTo("memory");
    }

    @Test
    @EnabledIfSystemProperty(
            named = "arquillian.launch",
            matches = "payara",
            disabledReason = "WildFly has no MicroProfile Health in its standard configuration")
    void readiness_says_that_it_is_degraded() {
        // on a server that is still busy with its start, the first answer may take too long
        await().untilAsserted(() ->
                assertThat(new Visitor(server).get("/health/ready").status()).isEqualTo(200));
        assertThat(new Visitor(server).get("/health/ready").body())
                .contains("\"storage\":\"memory\"")
                .containsPattern("\"degraded\":\"?true");
    }
}
