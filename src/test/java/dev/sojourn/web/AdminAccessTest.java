package dev.sojourn.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Who may administer. */
class AdminAccessTest {

    private static int status(String principal) {
        return AdminAccess.refusal(WebFixture.session(principal, Instant.MAX, false), "missing", "/shop")
                .map(Problem::status)
                .orElse(200);
    }

    @Test
    void no_session_is_401_with_its_reason() {
        assertThat(AdminAccess.refusal(null, "idle", "/shop")).contains(Problem.noSession("idle"));
    }

    @Test
    void anonymous_is_401_and_another_role_403() {
        assertThat(status(null)).isEqualTo(401);
        assertThat(status("alice")).isEqualTo(403);
    }
}
