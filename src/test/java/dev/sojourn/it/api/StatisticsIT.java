package dev.sojourn.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.EndReason;
import dev.sojourn.it.Accounts;
import dev.sojourn.it.OnServer;
import dev.sojourn.it.Visitor;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code /api/admin/statistics}. Others use the same server at the same time, so that counts are at least what happened here. */
class StatisticsIT extends OnServer {

    private static final String STATISTICS = "/api/admin/statistics";

    private static JsonObject read(Visitor admin) {
        return admin.get(STATISTICS).is(200).isPrivate().json();
    }

    @Test
    void statistics_have_one_form() {
        JsonObject statistics = read(signedIn(Accounts.ADMIN));

        assertThat(statistics)
                .containsOnlyKeys(
                        "application",
                        "since",
                        "active",
                        "created",
                        "ended",
                        "blockedLogins",
                        "csrfRefusals",
                        "validations",
                        "storage",
                        "thisNode");
        assertThat(Instant.parse(statistics.getString("since"))).isBefore(Instant.now());
        assertThat(statistics.getJsonObject("ended"))
                .containsOnlyKeys(
                        Stream.of(EndReason.values()).map(EndReason::code).toArray(String[]::new));
        assertThat(statistics.getJsonObject("validations"))
                .containsKeys("live", "missing", "unknown", "rotated", "idle");
        JsonObject storage = statistics.getJsonObject("storage");
        assertThat(storage).containsOnlyKeys("name", "configured", "status", "latencyMillis", "degraded", "outbox");
        assertThat(storage.getString("name")).isEqualTo("memory");
        assertThat(storage.getString("status")).isEqualTo("up");
        assertThat(storage.getBoolean("degraded")).isFalse();
        assertThat(storage.isNull("outbox")).isTrue();
        assertThat(statistics.getJsonArray("thisNode").toString()).contains("created", "ended", "validations");
    }

    @Test
    void statistics_count_what_happens() {
        Visitor admin = signedIn(Accounts.ADMIN);
        JsonObject before = read(admin);

        Visitor visitor = signedIn(Accounts.fresh());
        visitor.call("DELETE", "/api/session").csrf(null).send().is(403);
        visitor.delete("/api/session").is(204);
        String account = Accounts.fresh();
        for (int i = 0; i < 6; i++) {
            visitor().signIn(account, "guess");
        }
        JsonObject after = read(admin);

        assertThat(after.getInt("active")).isPositive();
        assertThat(grown(before, after, "created")).isPositive();
        assertThat(grown(before, after, "csrfRefusals")).isPositive();
        assertThat(grown(before, after, "blockedLogins")).isPositive();
        assertThat(grown(before.getJsonObject("ended"), after.getJsonObject("ended"), "logout"))
                .isPositive();
        assertThat(grown(before.getJsonObject("validations"), after.getJsonObject("validations"), "live"))
                .isPositive();
    }

    private static int grown(JsonObject before, JsonObject after, String what) {
        return after.getInt(what) - before.getInt(what);
    }

    @Test
    void nobody_but_an_administrator_may() {
        visitor().get(STATISTICS).isNoSession("missing");
        signedIn(Accounts.fresh()).get(STATISTICS).isProblem(403, "forbidden");
        signedIn(Accounts.ADMIN).post(STATISTICS).is(405);
    }
}
