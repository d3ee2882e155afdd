package dev.sojourn.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Answer;
import dev.sojourn.it.OnServer;
import org.junit.jupiter.api.Test;

/** Whether this node can serve. */
class HealthIT extends OnServer {

    @Test
    void health_isToldToEverybodyAndNothingElse() {
        Answer answer = visitor().get("/api/health").is(200).isPrivate();
        assertThat(answer.json().keySet()).containsExactly("status", "storage", "latencyMillis");
        assertThat(answer.json().getString("status")).isEqualTo("up");
        assertThat(answer.json().getString("storage")).isEqualTo("memory");
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void health_isTheSameWithASession() {
        signedIn(Accounts.fresh()).get("/api/health").is(200);
    }

    @Test
    void otherMethods_areRefused() {
        visitor().delete("/api/health").is(405);
    }
}
