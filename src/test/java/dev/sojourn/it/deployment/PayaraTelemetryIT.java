package dev.sojourn.it.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.servers.PayaraMicro;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Payara with its OpenTelemetry switched on, whose interface is older than buckets of one's own. */
@EnabledIfSystemProperty(named = "payara.jar", matches = ".+")
class PayaraTelemetryIT extends OpenTelemetryContract {

    private static PayaraMicro payara;

    @BeforeAll
    static void start(@TempDir Path folder) {
        payara = PayaraMicro.start(List.of(war(folder)), "/api/health");
    }

    @AfterAll
    static void stop() {
        if (payara != null) {
            payara.close();
        }
    }

    @Override
    URI server() {
        return payara.uri();
    }

    @Override
    void assertBuckets(List<Double> bounds) {
        assertThat(bounds).isNotEmpty();
    }
}
