package dev.sojourn.it.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.OnServer;
import dev.sojourn.it.Visitor;
import org.junit.jupiter.api.Test;

/** MicroProfile Metrics and Health, which Payara has, and WildFly's standard configuration has not: there it is enough that all else works. */
class MetricsIT extends OnServer {

    private static void assumeMicroProfile() {
        assumeTrue("payara".equals(System.getProperty("arquillian.launch")), "this server has no MicroProfile Metrics");
    }

    private static double value(String metrics, String line) {
        return metrics.lines()
                .filter(each -> each.startsWith(line))
                .mapToDouble(each -> Double.parseDouble(each.substring(each.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line " + line + " in\n" + metrics));
    }

    private static String line(String name, String labels) {
        return name + "{application=\"/\",mp_scope=\"application\"" + labels + "}";
    }

    @Test
    void metrics_show_what_happens() {
        assumeMicroProfile();
        Visitor visitor = signedIn(Accounts.fresh());
        visitor.get("/api/session").is(200);
        visitor.call("DELETE", "/api/session").csrf(null).send().is(403);
        visitor.delete("/api/session").is(204);
        visitor().withCookie(Visitor.SESSION, "nonsense").get("/api/session").is(401);
        String account = Accounts.fresh();
        for (int i = 0; i < 6; i++) {
            visitor().signIn(account, "guess");
        }

        String metrics = visitor().get("/metrics").is(200).body();

        assertThat(value(metrics, line("sojourn_sessions_created_total", ""))).isPositive();
        assertThat(value(metrics, line("sojourn_sessions_ended_total", ",reason=\"logout\"")))
                .isPositive();
        assertThat(value(metrics, line("sojourn_validations_total", ",result=\"live\"")))
                .isPositive();
        assertThat(value(metrics, line("sojourn_validations_total", ",result=\"unknown\"")))
                .isPositive();
        assertThat(value(metrics, line("sojourn_csrf_refusals_total", ""))).isPositive();
        assertThat(value(metrics, line("sojourn_logins_blocked_total", ""))).isPositive();
        assertThat(value(metrics, line("sojourn_sessions_active", ",storage=\"memory\"")))
                .isNotNegative();
        assertThat(value(metrics, line("sojourn_storage_up", ",storage=\"memory\"")))
                .isEqualTo(1);
        assertThat(value(metrics, line("sojourn_storage_failures_total", ",storage=\"memory\"")))
                .isZero();
        assertThat(value(metrics, line("sojourn_outbox", ",storage=\"memory\"")))
                .isNaN();
        String load = "{application=\"/\",mp_scope=\"application\",operation=\"load\",storage=\"memory\"";
        assertThat(value(metrics, "sojourn_storage_operation_seconds_count" + load + "}"))
                .isPositive();
        assertThat(value(metrics, "sojourn_storage_operation_seconds_sum" + load + "}"))
                .isPositive();
        assertThat(value(metrics, "sojourn_storage_operation_seconds_max" + load + "}"))
                .as("seconds")
                .isLessThan(60);
        assertThat(value(metrics, "sojourn_storage_operation_seconds_bucket" + load + ",le=\"+Inf\"}"))
                .isPositive();
    }

    @Test
    void liveness_and_readiness_are_checks_of_the_server() {
        assumeMicroProfile();
        assertThat(visitor().get("/health/live").is(200).body())
                .contains("\"sojourn\"")
                .doesNotContain("storage");
        assertThat(visitor().get("/health/ready").is(200).body())
                .contains("\"sojourn-storage\"")
                .contains("\"memory\"");
    }
}
