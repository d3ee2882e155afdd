package dev.sojourn.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Answer;
import dev.sojourn.it.OnServer;
import dev.sojourn.it.Together;
import dev.sojourn.it.Visitor;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The limits of failed logins: statements 40, 42 and 43. */
class LoginAttemptsIT extends OnServer {

    @Test
    void five_failures_pass_and_the_sixth_attempt_is_refused_even_with_the_right_password() {
        String account = Accounts.fresh();

        for (int i = 0; i < 5; i++) {
            visitor().signIn(account, "guess").isProblem(401, "bad-credentials");
        }

        assertBlocked(visitor().signIn(account));
    }

    @Test
    void success_starts_the_count_of_the_username_anew() {
        String account = Accounts.fresh();

        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 4; i++) {
                visitor().signIn(account, "guess").isProblem(401, "bad-credentials");
            }
            visitor().signIn(account).is(201);
        }
    }

    @Test
    void unknown_user_is_blocked_alike() {
        for (int i = 0; i < 5; i++) {
            visitor().signIn("ghost", "guess").isProblem(401, "bad-credentials");
        }

        assertBlocked(visitor().signIn("ghost", "guess"));
    }

    /** Statement 44. */
    @Test
    void variants_of_a_name_share_one_count() {
        for (String variant : List.of("phantom", "PHANTOM", " phantom", "Phantom ", "\uff50hantom")) {
            visitor().signIn(variant, "guess").isProblem(401, "bad-credentials");
        }

        assertBlocked(visitor().signIn("phantom", "guess"));
    }

    @Test
    void address_is_blocked_after_twenty_failures_whatever_the_names() {
        Visitor guesser = visitor();
        for (int i = 0; i < 20; i++) {
            guesser.signIn("spray-" + i, "guess").isProblem(401, "bad-credentials");
        }
        String account = Accounts.fresh();

        assertBlocked(guesser.signIn(account));
        visitor().signIn(account).is(201);
    }

    /** Statement 40: only the configured header of the trusted proxy counts. */
    @Test
    void address_is_not_changed_by_headers_that_nobody_trusts() {
        Visitor guesser = visitor();
        for (int i = 0; i < 20; i++) {
            guesser.call("POST", "/api/session")
                    .json(Visitor.credentials("spoof-" + i, "guess"))
                    .header("X-Forwarded-For", "10.1.1." + i)
                    .header("X-Real-IP", "10.1.1." + i)
                    .send()
                    .isProblem(401, "bad-credentials");
        }

        assertBlocked(guesser.call("POST", "/api/session")
                .json(Visitor.credentials("spoof-20", "guess"))
                .header("X-Forwarded-For", "10.1.1.20")
                .header("X-Real-IP", "10.1.1.20")
                .send());
    }

    @Test
    void burst_of_guesses_learns_no_more_than_the_limit() {
        String account = Accounts.fresh();

        List<Answer> answers = Together.run(200, i -> visitor().signIn(account, "guess" + i));

        assertThat(answers).extracting(Answer::status).containsOnly(401, 429);
        assertThat(answers).filteredOn(answer -> answer.status() == 401).hasSize(5);
    }

    @Test
    void right_logins_at_the_same_time_all_pass() {
        String account = Accounts.fresh();

        List<Answer> answers = Together.run(30, i -> visitor().signIn(account));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
    }

    /** Statement 43. */
    @Test
    void known_and_unknown_names_answer_alike_before_and_after_the_block() {
        String account = Accounts.fresh();
        String stranger = "nobody-" + account;

        for (int i = 0; i < 7; i++) {
            Answer known = visitor().signIn(account, "guess");
            Answer unknown = visitor().signIn(stranger, "guess");
            assertThat(known.status()).isEqualTo(unknown.status()).isEqualTo(i < 5 ? 401 : 429);
            assertThat(withoutSeconds(known)).isEqualTo(withoutSeconds(unknown));
            assertThat(known.headers().map().keySet())
                    .isEqualTo(unknown.headers().map().keySet());
        }
    }

    private static String withoutSeconds(Answer answer) {
        return answer.body().replaceAll("\"retryAfter\":\\d+", "");
    }

    /** Statement 44. */
    @Test
    void hardly_visible_variants_of_a_name_share_one_count() {
        String name = "spectre";
        for (String variant :
                List.of("spec\u200btre", "\u202espectre", "SPECTRE\u3000", "spe\ufe0fctre", "spectre\u3164")) {
            visitor().signIn(variant, "guess").isProblem(401, "bad-credentials");
        }

        assertBlocked(visitor().signIn(name, "guess"));
    }

    private static void assertBlocked(Answer answer) {
        answer.isProblem(429, "login-blocked").isPrivate();
        long seconds = Long.parseLong(answer.header("Retry-After").orElseThrow());
        assertThat(seconds).isBetween(1L, Duration.ofMinutes(15).toSeconds());
        assertThat(answer.json().getInt("retryAfter")).isEqualTo((int) seconds);
    }
}
