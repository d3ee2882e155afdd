package dev.sojourn.it.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Visitor;
import dev.sojourn.servers.WildFly;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** WildFly's {@code standalone-microprofile.xml}, which has OpenTelemetry and MicroProfile Health. */
@EnabledIfSystemProperty(named = "wildfly.home", matches = ".+")
class WildFlyMicroProfileIT extends OpenTelemetryContract {

    private static WildFly wildfly;

    @BeforeAll
    static void start(@TempDir Path folder) {
        wildfly = WildFly.start("standalone-microprofile.xml", war(folder), "/api/health");
    }

    @AfterAll
    static void stop() {
        if (wildfly != null) {
            wildfly.close();
        }
    }

    @Override
    URI server() {
        return wildfly.uri();
    }

    @Override
    void assertBuckets(List<Double> bounds) {
        assertThat(bounds).startsWith(0.001, 0.002, 0.005).endsWith(2.0, 5.0);
    }

    @Test
    void liveness_and_readiness_are_checks_of_the_server() {
        Visitor probe = new Visitor(wildfly.management());

        assertThat(probe.get("/health/live").is(200).body()).contains("\"sojourn\"");
        assertThat(probe.get("/health/ready").is(200).body())
                .contains("\"sojourn-storage\"")
                .contains("\"memory\"");
    }
}
