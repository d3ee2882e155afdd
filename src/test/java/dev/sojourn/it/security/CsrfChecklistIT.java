package dev.sojourn.it.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Answer;
import dev.sojourn.it.OnServer;
import dev.sojourn.it.Visitor;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements 27, 35, 39 and 44; the others about CSRF and names are with the tests of the API. */
class CsrfChecklistIT extends OnServer {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/session?_method=DELETE",
                "/api/session/logout",
                "/api/logout",
                "/logout",
                "/?logout",
                "/api/session?logout=true",
                "/api/session/rotation",
                "/api/session/csrf",
                "/api/me/sessions/all"
            })
    void s27_get_signs_nobody_out(String path) {
        Visitor visitor = signedIn(Accounts.fresh());

        visitor.call("GET", path)
                .header("X-HTTP-Method-Override", "DELETE")
                .header("X-HTTP-Method", "DELETE")
                .send();

        visitor.get("/api/session").is(200);
    }

    @Test
    void s27_logout_without_the_token_does_nothing() {
        Visitor visitor = signedIn(Accounts.fresh());

        visitor.call("DELETE", "/api/session").csrf(null).send().isProblem(403, "csrf");
        Answer override = visitor.call("POST", "/api/session")
                .header("X-HTTP-Method-Override", "DELETE")
                .json("{}")
                .send();

        assertThat(override.status()).isEqualTo(400);
        visitor.get("/api/session").is(200);
    }

    @Test
    void s35_safe_methods_change_nothing() {
        Visitor visitor = signedIn(Accounts.fresh());
        visitor.patch("/api/session/attributes", "{\"ui.theme\":\"dark\"}").is(200);
        JsonObject before = seen(visitor);
        String cookie = visitor.cookie(Visitor.SESSION);

        for (String method : List.of("GET", "HEAD", "OPTIONS", "TRACE")) {
            for (String path : List.of(
                    "/",
                    "/devices.html",
                    "/api/session",
                    "/api/session/rotation",
                    "/api/session/csrf",
                    "/api/session/attributes?ui.theme=light",
                    "/api/me/sessions",
                    "/api/me/sessions/" + visitor.key(),
                    "/api/health",
                    "/nothing")) {
                Answer answer = visitor.call(method, path).send();
                assertThat(answer.headers().allValues("Set-Cookie"))
                        .as(method + " " + path)
                        .isEmpty();
            }
        }

        assertThat(seen(visitor)).isEqualTo(before);
        assertThat(visitor.cookie(Visitor.SESSION)).isEqualTo(cookie);
    }

    /** Without the token, masked anew each time, and what says when it was used. */
    private static JsonObject seen(Visitor visitor) {
        return Json.createObjectBuilder(visitor.session())
                .remove("csrfToken")
                .remove("lastActiveAt")
                .remove("expiresAt")
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"})
    void s39_body_of_a_type_that_a_form_can_send_changes_nothing(String type) {
        Visitor visitor = signedIn(Accounts.fresh());

        visitor.call("PATCH", "/api/session/attributes")
                .body(type, "{\"ui.theme\":\"dark\"}")
                .send()
                .isProblem(415, "bad-request");

        assertThat(visitor.session().getJsonObject("attributes")).isEmpty();
    }

    @Test
    void s44_very_long_and_odd_names_are_refused_like_any_other() {
        for (String name : List.of("x".repeat(300), "x".repeat(15_000), "\u0000", "a\tb", "\ud83d\ude00".repeat(200))) {
            Answer answer = visitor().signIn(name, "guess");
            assertThat(answer.status()).as("%s characters", name.length()).isIn(400, 401, 413);
            assertThat(answer.body()).doesNotContain("Exception", "\tat ");
        }
        String account = Accounts.fresh();
        for (String variant : List.of(
                account,
                account.toUpperCase(java.util.Locale.ROOT),
                account + " ",
                "\u3000" + account,
                account + "\u00a0")) {
            visitor().signIn(variant, "guess").isProblem(401, "bad-credentials");
        }
        visitor().signIn(account).isProblem(429, "login-blocked");
    }
}
