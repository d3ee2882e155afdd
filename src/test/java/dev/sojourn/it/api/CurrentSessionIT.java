package dev.sojourn.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Answer;
import dev.sojourn.it.OnServer;
import dev.sojourn.it.RawHttp;
import dev.sojourn.it.Visitor;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET} and {@code DELETE /api/session}, rotation and a new CSRF token. */
class CurrentSessionIT extends OnServer {

    @Test
    void session_is_shown_with_a_csrf_token() {
        Visitor visitor = visitor();
        JsonObject signedIn = visitor.signIn(Accounts.fresh()).json();

        Answer answer = visitor.get("/api/session").is(200).isPrivate();

        assertThat(answer.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(answer.json().keySet()).isEqualTo(signedIn.keySet());
        assertThat(answer.json().getString("key")).isEqualTo(signedIn.getString("key"));
    }

    /** Statement 36. */
    @Test
    void csrf_token_is_masked_anew_each_time_and_every_issued_one_is_good() {
        Visitor visitor = signedIn(Accounts.fresh());
        String first = visitor.session().getString("csrfToken");
        String second = visitor.session().getString("csrfToken");

        assertThat(first).isNotEqualTo(second);
        for (String token : new String[] {second, first, visitor.cookie(Visitor.CSRF)}) {
            visitor.call("PATCH", "/api/session/attributes")
                    .json("{}")
                    .csrf(token)
                    .send()
                    .is(200);
        }
    }

    @Test
    void without_a_cookie_there_is_no_session() {
        visitor().get("/api/session").isNoSession("missing").isPrivate();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /rotation", "POST /csrf", "PATCH /attributes", "DELETE "})
    void every_call_about_the_session_needs_one(String call) {
        String method = call.split(" ", 2)[0];
        String path = "/api/session" + call.split(" ", 2)[1];

        for (String cookie : new String[] {"", "x"}) {
            Visitor visitor = cookie.isEmpty() ? visitor() : visitor().withCookie(Visitor.SESSION, cookie);
            Visitor.Call request = visitor.call(method, path);
            if (method.equals("PATCH")) {
                request.json("{}");
            }
            request.send().isNoSession(cookie.isEmpty() ? "missing" : "unknown");
        }
    }

    /** Statements 22 and 26. */
    @Test
    void logout_ends_the_session_and_clears_both_cookies() {
        Visitor visitor = signedIn(Accounts.fresh());
        Visitor saved = visitor.copy();

        Answer answer = visitor.delete("/api/session").is(204).isPrivate();

        assertThat(answer.body()).isEmpty();
        String gone = "Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT";
        assertThat(answer.headers().allValues("Set-Cookie"))
                .containsExactlyInAnyOrder(
                        "session_id=; Path=/; " + gone + "; HttpOnly; SameSite=Lax",
                        "csrf_token=; Path=/; " + gone + "; SameSite=Lax");
        assertThat(answer.header("Clear-Site-Data")).isEmpty();
        saved.get("/api/session").isNoSession("logout");
        saved.delete("/api/session").isNoSession("logout");
        visitor.delete("/api/session").isNoSession("missing");
    }

    /** Statements 27 and 35. */
    @Test
    void reading_ends_nothing() {
        Visitor visitor = signedIn(Accounts.fresh());

        visitor.get("/api/session?_method=DELETE").is(200);
        visitor.call("GET", "/api/session")
                .header("X-HTTP-Method-Override", "DELETE")
                .send()
                .is(200);
        visitor.call("HEAD", "/api/session").send().is(200);
        visitor.call("OPTIONS", "/api/session").send();

        visitor.get("/api/session").is(200);
    }

    @Test
    void options_grants_nothing_to_other_origins() {
        Answer answer = visitor()
                .call("OPTIONS", "/api/session")
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "DELETE")
                .send();

        assertThat(answer.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control-"));
    }

    /** Statement 12. */
    @Test
    void rotation_gives_a_new_secret_and_the_old_token_is_dead_at_once() {
        Visitor visitor = signedIn(Accounts.fresh());
        Visitor old = visitor.copy();

        Answer answer = visitor.post("/api/session/rotation").is(200).isPrivate();

        assertThat(answer.headers().allValues("Set-Cookie")).hasSize(2);
        assertThat(visitor.key()).isEqualTo(old.key());
        assertThat(visitor.cookie(Visitor.SESSION)).isNotEqualTo(old.cookie(Visitor.SESSION));
        assertThat(answer.json().getString("key")).isEqualTo(old.key());
        assertThat(visitor.session().getString("key")).isEqualTo(old.key());
        old.get("/api/session").isNoSession("rotated");
        visitor.call("PATCH", "/api/session/attributes")
                .json("{}")
                .csrf(old.cookie(Visitor.CSRF))
                .send()
                .isProblem(403, "csrf");
        visitor.call("PATCH", "/api/session/attributes")
                .json("{}")
                .csrf(answer.json().getString("csrfToken"))
                .send()
                .is(200);
    }

    @Test
    void new_csrf_token_kills_the_old_one() {
        Visitor visitor = signedIn(Accounts.fresh());
        Visitor old = visitor.copy();

        Answer answer = visitor.post("/api/session/csrf").is(200).isPrivate();

        assertThat(answer.json()).containsOnlyKeys("csrfToken");
        assertThat(answer.setCookie(Visitor.SESSION)).isEmpty();
        assertThat(answer.setCookie(Visitor.CSRF)).hasSize(1);
        old.post("/api/session/csrf").isProblem(403, "csrf");
        visitor.call("POST", "/api/session/csrf")
                .csrf(answer.json().getString("csrfToken"))
                .send()
                .is(200);
    }

    /** Statement 8. */
    @Test
    void token_anywhere_but_in_the_cookie_is_not_looked_at() {
        String token = signedIn(Accounts.fresh()).cookie(Visitor.SESSION);

        visitor().get("/api/session?session_id=" + token).isNoSession("missing");
        assertThat(visitor().get("/api/session;session_id=" + token).status()).isBetween(400, 499);
        assertThat(visitor().get("/api/session;jsessionid=" + token).status()).isBetween(400, 499);
        visitor()
                .call("GET", "/api/session")
                .header("X-Session-Id", token)
                .header("Authorization", "Bearer " + token)
                .header("session_id", token)
                .send()
                .isNoSession("missing");
        visitor()
                .call("POST", "/api/session/rotation")
                .body("application/x-www-form-urlencoded", "session_id=" + token)
                .send()
                .isNoSession("missing");
    }

    /** Statement 9. */
    @Test
    void two_cookies_of_one_name_are_no_session() {
        String mine = signedIn(Accounts.fresh()).cookie(Visitor.SESSION);
        String planted = signedIn(Accounts.fresh()).cookie(Visitor.SESSION);

        for (String order : new String[] {
            "session_id=" + mine + "; session_id=" + planted, "session_id=" + planted + "; session_id=" + mine
        }) {
            visitor().call("GET", "/api/session").header("Cookie", order).send().isNoSession("unknown");
        }
        visitor()
                .call("GET", "/api/session")
                .header("Cookie", "session_id=" + mine + "; session_id=" + mine)
                .send()
                .is(200);
    }

    /** Statements 46 and 47. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "*",
                "{}",
                "a:b",
                "sojourn:session",
                "../../etc/passwd",
                "\"quoted\"",
                "AAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAA.",
                ".BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB",
                "AAAAAAAAAAAAAAAAAAAAAA.BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB.C",
                "with blank.BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB",
                "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.",
                "$Version=1",
                "%0d%0aSet-Cookie:%20a=b",
                "\t"
            })
    void hostile_cookie_is_no_session(String value) {
        RawHttp.Reply reply = RawHttp.get(server, "/api/session", "Cookie: session_id=" + value);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.text()).contains("urn:sojourn:problem:no-session").doesNotContain("Set-Cookie:");
    }

    /** Statement 46. Servers refuse some bytes in a header themselves, WildFly with a 500 before any filter is called. */
    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\rb", "a\u0007b", "\u00e9\u00e8"})
    void odd_byte_in_a_cookie_opens_nothing(String value) {
        RawHttp.Reply reply = RawHttp.get(server, "/api/session", "Cookie: session_id=" + value);

        assertThat(reply.status()).isIn(400, 401, 500);
        assertThat(reply.text()).doesNotContain("Set-Cookie:", "dev.sojourn", "\tat ");
    }

    @Test
    void huge_cookie_opens_nothing() {
        RawHttp.Reply reply = RawHttp.get(server, "/api/session", "Cookie: session_id=" + "a".repeat(6_000));
        assertThat(reply.status()).isEqualTo(401);

        RawHttp.Reply larger = RawHttp.get(server, "/api/session", "Cookie: session_id=" + "a".repeat(10_000));
        assertThat(larger.status()).isIn(400, 401, 413, 431);
    }

    /** Statement 47: one wrong bit in a good token. */
    @Test
    void tampered_token_opens_nothing() {
        Visitor visitor = signedIn(Accounts.fresh());
        String token = visitor.cookie(Visitor.SESSION);

        for (int at : new int[] {0, 21, 23, token.length() - 2}) {
            char other = token.charAt(at) == 'A' ? 'B' : 'A';
            String tampered = token.substring(0, at) + other + token.substring(at + 1);
            visitor().withCookie(Visitor.SESSION, tampered).get("/api/session").isNoSession("unknown");
        }
        visitor()
                .withCookie(Visitor.SESSION, token.substring(0, token.length() - 1))
                .get("/api/session")
                .isNoSession("unknown");
        visitor.get("/api/session").is(200);
    }
}
