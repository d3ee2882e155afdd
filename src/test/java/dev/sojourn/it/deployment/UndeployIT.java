package dev.sojourn.it.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Deployments;
import dev.sojourn.it.EventReader;
import dev.sojourn.it.RawHttp;
import dev.sojourn.it.Visitor;
import dev.sojourn.it.deployment.probe.ThreadsServlet;
import java.net.URI;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Undeploying leaves no thread behind. Only on WildFly: under Arquillian, Payara Micro has one application in its life, and
 * ends with it.
 */
@ArquillianTest
@EnabledIfSystemProperty(named = "arquillian.launch", matches = "wildfly")
class UndeployIT {

    private static final String GUEST = "guest";
    private static final String WATCHED = "watched";

    @ArquillianResource
    @OperateOnDeployment("probe")
    URI probe;

    @Deployment(name = "probe", order = 1, testable = false)
    static WebArchive probe() {
        return ShrinkWrap.create(WebArchive.class, "probe.war").addClass(ThreadsServlet.class);
    }

    @Deployment(name = GUEST, order = 2, managed = false, testable = false)
    static WebArchive guest() {
        return Deployments.application(GUEST + ".war").addAsWebResource(new StringAsset("hello"), "hello.html");
    }

    @Deployment(name = WATCHED, order = 3, managed = false, testable = false)
    static WebArchive watched() {
        return Deployments.warWithAccounts();
    }

    @Test
    void undeployed_application_ends_its_streams_of_events(@ArquillianResource Deployer deployer) {
        Set<String> before = threads();
        deployer.deploy(WATCHED);
        try (var events = EventReader.open(probe, Visitor.signedIn(probe, Accounts.ADMIN))) {
            assertThat(events.response().statusCode()).isEqualTo(200);
            deployer.undeploy(WATCHED);

            await().until(events::over);
        }
        assertThat(ofSojourn(before)).as("threads after it is gone").isEmpty();
    }

    @Test
    void undeployed_application_leaves_no_thread(@ArquillianResource Deployer deployer) {
        Set<String> before = threads();
        deployer.deploy(GUEST);
        assertThat(RawHttp.get(probe, "/" + GUEST + "/hello.html").status()).isEqualTo(200);
        Set<String> during = ofSojourn(before);
        deployer.undeploy(GUEST);

        assertThat(during).as("threads while it runs").isNotEmpty();
        assertThat(ofSojourn(before)).as("threads after it is gone").isEmpty();
    }

    /** Those that are new and not of the server's own pools. */
    private Set<String> ofSojourn(Set<String> before) {
        return threads().stream()
                .filter(thread -> !before.contains(thread))
                .filter(thread -> thread.matches(".*(ISPN|nfinispan|blocking-thread|expiration-thread|ojourn).*"))
                .collect(Collectors.toSet());
    }

    /** Number, name and group of each. */
    private Set<String> threads() {
        RawHttp.Reply reply = RawHttp.get(probe, "/probe/threads");
        assertThat(reply.status()).isEqualTo(200);
        return reply.text().lines().filter(line -> line.startsWith("thread ")).collect(Collectors.toSet());
    }
}
