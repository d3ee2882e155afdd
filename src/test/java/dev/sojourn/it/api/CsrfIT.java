package dev.sojourn.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.OnServer;
import dev.sojourn.it.Visitor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which unsafe requests are refused: statements 34, 37 and 38. */
class CsrfIT extends OnServer {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATCH /api/session/attributes",
                "POST /api/session/rotation",
                "POST /api/session/csrf",
                "DELETE /api/session",
                "DELETE /api/me/sessions",
                "DELETE /api/me/sessions/AAAAAAAAAAAAAAAAAAAAAA",
                "PUT /api/session",
                "POST /devices.html"
            })
    void request_without_the_right_token_is_refused_and_changes_nothing(String call) {
        String method = call.split(" ", -1)[0];
        String path = call.split(" ", -1)[1];
        String account = Accounts.fresh();
        Visitor visitor = signedIn(account);
        String good = visitor.cookie(Visitor.CSRF);

        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("none, the cookie alone", null);
        wrong.put("empty", "");
        wrong.put("of another user", signedIn(Accounts.fresh()).cookie(Visitor.CSRF));
        wrong.put("of another session of the same user", signedIn(account).cookie(Visitor.CSRF));
        wrong.put("truncated", good.substring(0, good.length() - 4));
        wrong.put("extended", good + "AAAA");
        wrong.put("first bit flipped", (good.charAt(0) == 'A' ? 'Q' : 'A') + good.substring(1));
        wrong.put("the session's key", visitor.key());
        wrong.put("the session's secret", visitor.cookie(Visitor.SESSION).split("\\.", -1)[1]);

        wrong.forEach((name, token) -> assertThat(
                        unsafe(visitor, method, path).csrf(token).send().status())
                .as("%s %s with the token: %s", method, path, name)
                .isEqualTo(403));
        unsafe(visitor, method, path).csrf("x").send().isProblem(403, "csrf").isPrivate();

        assertThat(visitor.session().getJsonObject("attributes")).isEmpty();
        assertThat(visitor.get("/api/me/sessions").json().getJsonArray("items")).hasSize(2);
    }

    /** Statement 37: a pair of header and cookie that the attacker chose is no proof. */
    @ParameterizedTest
    @ValueSource(
            strings = {"x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void planted_pair_of_cookie_and_header_is_refused(String chosen) {
        Visitor visitor = signedIn(Accounts.fresh()).withCookie(Visitor.CSRF, chosen);

        visitor.delete("/api/session").isProblem(403, "csrf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/session?_csrf=%s", "/api/session?X-CSRF-Token=%s", "/api/session;_csrf=%s"})
    void token_in_the_address_does_not_count(String path) {
        Visitor visitor = signedIn(Accounts.fresh());

        int status = visitor.call("DELETE", path.formatted(visitor.cookie(Visitor.CSRF)))
                .csrf(null)
                .send()
                .status();

        assertThat(status).isEqualTo(403);
        visitor.get("/api/session").is(200);
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Origin,         https://evil.example",
        "Origin,         null",
    })
    void right_token_from_another_site_is_refused(String header, String value) {
        Visitor visitor = signedIn(Accounts.fresh());

        visitor.call("DELETE", "/api/session").header(header, value).send().isProblem(403, "csrf");
        visitor.get("/api/session").is(200);
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, same-origin",
        "Sec-Fetch-Site, none",
        "X-Nothing,      x",
    })
    void right_token_from_the_own_site_is_good(String header, String value) {
        Visitor visitor = signedIn(Accounts.fresh());

        visitor.call("DELETE", "/api/session").header(header, value).send().is(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void request_without_a_session_is_refused_only_when_it_comes_from_elsewhere(String method) {
        unsafe(visitor(), method, "/api/session/attributes")
                .header("Sec-Fetch-Site", "cross-site")
                .send()
                .isProblem(403, "csrf");
        assertThat(unsafe(visitor(), method, "/api/session/attributes").send().status())
                .isIn(401, 405);
    }

    /** With a body where servers take one: Payara refuses a DELETE with a body itself. */
    private static Visitor.Call unsafe(Visitor visitor, String method, String path) {
        Visitor.Call call = visitor.call(method, path);
        return method.equals("DELETE") ? call : call.json("{\"ui.a\":1}");
    }
}
