package dev.sojourn.it.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Answer;
import dev.sojourn.it.OnServer;
import dev.sojourn.it.Visitor;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /api/session}. */
class SignInIT extends OnServer {

    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

    @Test
    void right_credentials_give_the_session_and_its_csrf_token() {
        String account = Accounts.fresh();
        Visitor visitor = visitor();
        Instant before = Instant.now();

        Answer answer = visitor.call("POST", "/api/session")
                .json(Visitor.credentials(account, Accounts.passwordOf(account)))
                .header("User-Agent", FIREFOX)
                .send();

        answer.is(201).isPrivate();
        JsonObject session = answer.json();
        assertThat(session)
                .containsOnlyKeys(
                        "key",
                        "application",
                        "principal",
                        "roles",
                        "namespace",
                        "state",
                        "endReason",
                        "endedAt",
                        "createdAt",
                        "authenticatedAt",
                        "lastActiveAt",
                        "expiresAt",
                        "ipAddress",
                        "userAgent",
                        "device",
                        "attributes",
                        "csrfToken");
        assertThat(session.getString("key")).matches("[A-Za-z0-9_-]{22}").isEqualTo(visitor.key());
        assertThat(session.getString("application")).isEqualTo("/");
        assertThat(session.getString("principal")).isEqualTo(account);
        assertThat(session.getJsonArray("roles")).map(Object::toString).containsExactly("\"user\"");
        assertThat(session).containsEntry("namespace", JsonValue.NULL);
        assertThat(session.getString("state")).isEqualTo("active");
        assertThat(session).containsEntry("endReason", JsonValue.NULL).containsEntry("endedAt", JsonValue.NULL);
        for (String instant : List.of("createdAt", "authenticatedAt", "lastActiveAt")) {
            assertThat(session.getString(instant)).endsWith("Z");
            assertThat(Instant.parse(session.getString(instant))).isCloseTo(before, within(1, ChronoUnit.MINUTES));
        }
        assertThat(Instant.parse(session.getString("expiresAt")))
                .isCloseTo(before.plus(Duration.ofMinutes(30)), within(2, ChronoUnit.MINUTES));
        assertThat(session.getString("ipAddress")).isEqualTo(visitor.address());
        assertThat(session.getString("userAgent")).isEqualTo(FIREFOX);
        assertThat(session.getJsonObject("device"))
                .containsOnlyKeys("browser", "browserVersion", "os", "osVersion", "family", "type");
        assertThat(session.getJsonObject("device").getString("browser")).isEqualTo("Firefox");
        assertThat(session.getJsonObject("device").getString("type")).isEqualTo("pc");
        assertThat(session.getJsonObject("attributes")).isEmpty();
        assertThat(session.getString("csrfToken")).isNotBlank();
    }

    /** Statements 2, 3, 5, 7 and 10; Secure is off in the profile dev. */
    @Test
    void cookies_have_all_their_attributes_and_the_secret_is_nowhere_else() {
        Visitor visitor = visitor();

        Answer answer = visitor.signIn(Accounts.fresh());

        assertThat(answer.headers().allValues("Set-Cookie"))
                .as("with that of the device, see KnownDevicesIT")
                .hasSize(3);
        assertThat(answer.setCookie(Visitor.SESSION))
                .singleElement()
                .asString()
                .matches("session_id=[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Lax");
        assertThat(answer.setCookie(Visitor.CSRF))
                .singleElement()
                .asString()
                .matches("csrf_token=[A-Za-z0-9_-]+; Path=/; SameSite=Lax");
        String secret = visitor.cookie(Visitor.SESSION).split("\\.", -1)[1];
        assertThat(answer.body()).doesNotContain(secret);
        assertThat(visitor.cookie(Visitor.CSRF)).doesNotContain(secret);
    }

    @Test
    void remembered_session_has_persistent_cookies_and_a_lifetime_of_its_own() {
        String account = Accounts.fresh();
        String body = Visitor.credentials(account, Accounts.passwordOf(account)).replace("}", ",\"rememberMe\":true}");

        Answer answer = visitor().post("/api/session", body).is(201);

        for (String cookie : List.of(Visitor.SESSION, Visitor.CSRF)) {
            Matcher maxAge = Pattern.compile("; Max-Age=(\\d+)")
                    .matcher(answer.setCookie(cookie).get(0));
            assertThat(maxAge.find()).isTrue();
            assertThat(Long.parseLong(maxAge.group(1)))
                    .isBetween(
                            Duration.ofDays(14).toSeconds() - 60,
                            Duration.ofDays(14).toSeconds());
        }
        assertThat(Instant.parse(answer.json().getString("expiresAt")))
                .isCloseTo(Instant.now().plus(Duration.ofDays(14)), within(1, ChronoUnit.MINUTES));
    }

    /** Statement 43. */
    @Test
    void wrong_password_and_unknown_user_are_answered_alike() {
        Answer wrong = visitor().signIn(Accounts.fresh(), "guess").isProblem(401, "bad-credentials");
        Answer unknown = visitor().signIn("nobody-of-that-name", "guess").isProblem(401, "bad-credentials");

        assertThat(unknown.body()).isEqualTo(wrong.body());
        assertThat(unknown.headers().map().keySet())
                .isEqualTo(wrong.headers().map().keySet());
        wrong.isPrivate();
        assertThat(wrong.header("WWW-Authenticate")).isEmpty();
    }

    /** Statement 11. */
    @Test
    void token_that_the_client_chose_is_not_adopted() {
        String chosen = "A".repeat(22) + "." + "B".repeat(43);
        Visitor visitor = visitor().withCookie(Visitor.SESSION, chosen);

        visitor.get("/api/session").isNoSession("unknown");
        visitor.signIn(Accounts.fresh()).is(201);

        assertThat(visitor.key()).isNotEqualTo("A".repeat(22));
        visitor().withCookie(Visitor.SESSION, chosen).get("/api/session").isNoSession("unknown");
    }

    /** Statements 12 and 14. */
    @Test
    void signing_in_again_replaces_the_session() {
        String account = Accounts.fresh();
        Visitor visitor = signedIn(account);
        Visitor before = visitor.copy();

        visitor.call("POST", "/api/session")
                .json(Visitor.credentials(account, Accounts.passwordOf(account)))
                .csrf(null)
                .send()
                .is(201);

        before.get("/api/session").isNoSession("logout");
        visitor.call("DELETE", "/api/session")
                .csrf(before.cookie(Visitor.CSRF))
                .send()
                .isProblem(403, "csrf");
        assertThat(visitor.get("/api/me/sessions").json().getJsonArray("items")).hasSize(1);
    }

    @Test
    void signing_in_as_somebody_else_ends_the_session_of_the_first() {
        String first = Accounts.fresh();
        String second = Accounts.fresh();
        Visitor visitor = signedIn(first);
        Visitor before = visitor.copy();

        visitor.signIn(second).is(201);

        assertThat(visitor.session().getString("principal")).isEqualTo(second);
        before.get("/api/session").isNoSession("logout");
    }

    @Test
    void failed_sign_in_leaves_the_session_as_it_is() {
        String account = Accounts.fresh();
        Visitor visitor = signedIn(account);

        visitor.signIn(account, "guess").isProblem(401, "bad-credentials");

        assertThat(visitor.session().getString("principal")).isEqualTo(account);
    }

    /** Statement 39. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "multipart/form-data; boundary=x",
                "application/x-www-form-urlencoded",
                "application/xml",
                "application/jsonx"
            })
    void body_of_another_type_is_refused(String type) {
        String account = Accounts.fresh();

        Answer answer = visitor()
                .call("POST", "/api/session")
                .body(type, Visitor.credentials(account, Accounts.passwordOf(account)))
                .send();

        answer.isProblem(415, "bad-request");
    }

    @Test
    void type_that_is_none_is_refused() {
        Answer answer = visitor()
                .call("POST", "/api/session")
                .body("nonsense", Visitor.credentials(Accounts.ALICE, Accounts.passwordOf(Accounts.ALICE)))
                .send();

        assertThat(answer.status()).isIn(400, 415);
        answer.isProblem(answer.status(), "bad-request");
    }

    @Test
    void body_without_a_type_is_refused() {
        String account = Accounts.fresh();

        visitor()
                .call("POST", "/api/session")
                .untyped(Visitor.credentials(account, Accounts.passwordOf(account))
                        .getBytes(StandardCharsets.UTF_8))
                .send()
                .isProblem(415, "bad-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{}",
                "[]",
                "null",
                "\"text\"",
                "{\"username\":\"alice\"}",
                "{\"username\":\"alice\",\"password\":\"\"}",
                "{\"username\":\"\",\"password\":\"x\"}",
                "{\"username\":null,\"password\":\"x\"}",
                "{\"username\":[\"alice\"],\"password\":\"x\"}",
                "{\"username\":\"alice\",\"password\":1}",
                "{\"username\":\"alice\",\"password\":\"x\",\"rememberMe\":\"yes\"}",
                "{\"username\":\"alice\",\"password\":\"x\"} trailing",
                "{\"username\":\"alice\",\"password\":\"x\",}",
                "username=alice&password=x"
            })
    void malformed_body_is_refused(String body) {
        visitor().post("/api/session", body).isProblem(400, "bad-request");
    }

    @Test
    void body_that_is_not_utf_8_is_refused() {
        byte[] latin = "{\"username\":\"f\u00fcr\",\"password\":\"x\"}".getBytes(StandardCharsets.ISO_8859_1);

        visitor()
                .call("POST", "/api/session")
                .body("application/json", latin)
                .send()
                .isProblem(400, "bad-request");
    }

    @Test
    void oversized_and_deeply_nested_bodies_are_refused() {
        String large = "{\"username\":\"" + "a".repeat(20_000) + "\",\"password\":\"x\"}";
        visitor().post("/api/session", large).isProblem(413, "too-large");

        String deep = "{\"username\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";
        visitor().post("/api/session", deep).isProblem(400, "bad-request");
    }

    /** Statement 38. */
    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Sec-Fetch-Site, nonsense",
        "Origin,         https://evil.example",
        "Origin,         http://127.0.0.1:1",
        "Origin,         null",
    })
    void sign_in_from_another_site_is_refused(String header, String value) {
        String account = Accounts.fresh();

        visitor()
                .call("POST", "/api/session")
                .json(Visitor.credentials(account, Accounts.passwordOf(account)))
                .header(header, value)
                .send()
                .isProblem(403, "csrf")
                .isPrivate();
    }

    @Test
    void sign_in_from_the_own_site_is_allowed() {
        String account = Accounts.fresh();
        String body = Visitor.credentials(account, Accounts.passwordOf(account));

        visitor()
                .call("POST", "/api/session")
                .json(body)
                .header("Origin", "http://" + server.getAuthority())
                .send()
                .is(201);
        visitor()
                .call("POST", "/api/session")
                .json(body)
                .header("Sec-Fetch-Site", "same-origin")
                .send()
                .is(201);
    }
}
