package dev.sojourn.it.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.RefusedStart;
import java.io.IOException;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** An application that is configured wrongly does not start, and the server's log says everything that is wrong. */
@ArquillianTest
class BadConfigurationIT {

    private static final String NAME = "misconfigured";

    @Deployment(name = NAME, managed = false, testable = false)
    static WebArchive application() {
        return RefusedStart.application(
                NAME,
                "sojourn.session.max-per-principal=many",
                "sojourn.sesion.idle-timeout=5m",
                "sojourn.cookie.same-site=Sometimes",
                "sojourn.session.idle-timeout=-3m");
    }

    @Test
    void wrong_configuration_stops_the_application_and_is_told_at_once(@ArquillianResource Deployer deployer)
            throws IOException {
        assertThat(RefusedStart.log(deployer, NAME))
                .contains("Sojourn is configured wrongly (4)")
                .contains("sojourn.session.max-per-principal = many: ")
                .contains("sojourn.sesion.idle-timeout: unknown key; did you mean sojourn.session.idle-timeout?")
                .contains("sojourn.cookie.same-site = Sometimes: ")
                .contains("sojourn.session.idle-timeout = -3m: ");
    }
}
