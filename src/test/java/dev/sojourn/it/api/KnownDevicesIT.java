package dev.sojourn.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Answer;
import dev.sojourn.it.OnServer;
import dev.sojourn.it.Visitor;
import org.junit.jupiter.api.Test;

/** Statement 45: a device that signed in before may still try while its username is blocked by others. */
class KnownDevicesIT extends OnServer {

    private static final String DEVICE = "device_id";

    private void flood(String account) {
        for (int i = 0; i < 5; i++) {
            visitor().signIn(account, "guess").isProblem(401, "bad-credentials");
        }
        visitor().signIn(account).isProblem(429, "login-blocked");
    }

    @Test
    void known_device_may_sign_in_while_the_name_is_blocked() {
        String account = Accounts.fresh();
        Visitor owner = signedIn(account);
        owner.delete("/api/session").is(204);
        assertThat(owner.cookie(DEVICE)).as("logout leaves it").matches("[A-Za-z0-9_-]{22}");
        flood(account);

        owner.signIn(account).is(201);
        visitor().signIn(account).isProblem(429, "login-blocked");
    }

    @Test
    void known_device_has_no_more_guesses_than_anybody() {
        String account = Accounts.fresh();
        Visitor thief = signedIn(account);
        thief.delete("/api/session").is(204);

        for (int i = 0; i < 5; i++) {
            thief.signIn(account, "guess").isProblem(401, "bad-credentials");
        }

        thief.signIn(account).isProblem(429, "login-blocked");
        visitor().signIn(account).is(201);
    }

    @Test
    void device_of_one_user_helps_nobody_at_another() {
        Visitor mallory = signedIn(Accounts.fresh());
        String account = Accounts.fresh();
        flood(account);

        mallory.signIn(account).isProblem(429, "login-blocked");
        visitor().withCookie(DEVICE, "A".repeat(22)).signIn(account).isProblem(429, "login-blocked");
        visitor().withCookie(DEVICE, "no id").signIn(account).isProblem(429, "login-blocked");
    }

    @Test
    void device_cookie_authenticates_nothing() {
        Visitor owner = signedIn(Accounts.fresh());

        visitor().withCookie(DEVICE, owner.cookie(DEVICE)).get("/api/session").isNoSession("missing");
        visitor()
                .withCookie(Visitor.SESSION, owner.cookie(DEVICE))
                .get("/api/session")
                .isNoSession("unknown");
    }

    @Test
    void cookie_is_kept_from_scripts_and_stays_the_same() {
        String account = Accounts.fresh();
        Visitor visitor = visitor();
        Answer first = visitor.signIn(account).is(201);
        String id = visitor.cookie(DEVICE);

        assertThat(first.setCookie(DEVICE))
                .containsExactly(DEVICE + "=" + id + "; Path=/; Max-Age=7776000; HttpOnly; SameSite=Lax");
        visitor.signIn(account).is(201);
        assertThat(visitor.cookie(DEVICE)).isEqualTo(id);
    }
}
