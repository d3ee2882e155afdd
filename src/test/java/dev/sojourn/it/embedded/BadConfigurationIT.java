package dev.sojourn.it.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Deployments;
import dev.sojourn.it.RawHttp;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** An application that is configured wrongly does not start, and the server's log says everything that is wrong. */
@ArquillianTest
class BadConfigurationIT {

    private static final String NAME = "misconfigured";
    private static final boolean WILDFLY = "wildfly".equals(System.getProperty("arquillian.launch"));
    private static final Pattern PORT = Pattern.compile("\"?HTTP Port\\(s\\)\"?: \"?(\\d+)");

    @Deployment(name = NAME, managed = false, testable = false)
    static WebArchive application() {
        return Deployments.application(
                        NAME + ".war",
                        "sojourn.session.max-per-principal=many",
                        "sojourn.sesion.idle-timeout=5m",
                        "sojourn.cookie.same-site=Sometimes",
                        "sojourn.session.idle-timeout=-3m")
                .addAsWebResource(new StringAsset("served in spite of it"), "page.html");
    }

    @Test
    void wrong_configuration_stops_the_application_and_is_told_at_once(@ArquillianResource Deployer deployer)
            throws IOException {
        Path log = log();
        int before = Files.exists(log) ? Files.readString(log).length() : 0;
        boolean refused = false;
        try {
            deployer.deploy(NAME);
        } catch (RuntimeException failed) {
            refused = true;
        }
        String written = Files.readString(log).substring(before);

        assertThat(written)
                .contains("Sojourn is configured wrongly (4)")
                .contains("sojourn.session.max-per-principal = many: ")
                .contains("sojourn.sesion.idle-timeout: unknown key; did you mean sojourn.session.idle-timeout?")
                .contains("sojourn.cookie.same-site = Sometimes: ")
                .contains("sojourn.session.idle-timeout = -3m: ");
        if (WILDFLY) {
            assertThat(refused).as("WildFly refuses the deployment").isTrue();
        } else {
            // Payara Micro starts without the application, which its Arquillian adapter takes for success
            assertThat(status(written)).isEqualTo(404);
            deployer.undeploy(NAME);
        }
    }

    private static int status(String log) {
        Matcher port = PORT.matcher(log);
        assertThat(port.find()).as("a port in the log").isTrue();
        return RawHttp.get(URI.create("http://127.0.0.1:" + port.group(1)), "/" + NAME + "/page.html")
                .status();
    }

    private static Path log() {
        return WILDFLY
                ? Path.of(System.getProperty("wildfly.home"), "standalone", "log", "server.log")
                : Path.of("target", "payara-micro.log.0");
    }
}
