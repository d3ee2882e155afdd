package dev.sojourn.web;

import static dev.sojourn.web.WebFixture.COOKIE;
import static dev.sojourn.web.WebFixture.COOKIES;
import static dev.sojourn.web.WebFixture.CSRF_COOKIE;
import static dev.sojourn.web.WebFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.CsrfToken;
import dev.sojourn.IssuedSession;
import dev.sojourn.Session;
import dev.sojourn.SessionToken;
import dev.sojourn.config.CookieSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Statements 3, 5, 6, 7, 10 and 26 of the security list. */
class CookieWriterTest {

    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final FakeResponse response = new FakeResponse();

    @Test
    void default_session_cookie_has_all_that_its_prefix_asks_for() {
        var issued = issued(session(false), 1);

        writer(COOKIES).write(response.build(), issued);

        assertThat(response.cookies(COOKIE))
                .containsExactly(COOKIE + "=" + issued.token().value() + "; Path=/; Secure; HttpOnly; SameSite=Lax");
    }

    @Test
    void csrf_cookie_is_readable_and_holds_a_masked_token_only() {
        var issued = issued(session(false), 1);

        writer(COOKIES).write(response.build(), issued);

        String value = response.cookie(CSRF_COOKIE);
        assertThat(response.cookies(CSRF_COOKIE))
                .containsExactly(CSRF_COOKIE + "=" + value + "; Path=/; Secure; SameSite=Lax");
        assertThat(issued.csrf().matches(value)).isTrue();
        assertThat(value).doesNotContain(issued.token().secret());
    }

    @Test
    void every_configured_attribute_is_written_and_cleared_alike() {
        var settings = new CookieSettings(
                "__Secure-id", "__Secure-csrf", true, "None", "/app", "example.org", Duration.ofHours(2), true);

        writer(settings).write(response.build(), issued(session(false), 1));
        assertThat(response.cookies("__Secure-id").get(0))
                .endsWith(
                        "; Path=/app; Domain=example.org; Max-Age=7200; Secure; HttpOnly; SameSite=None; Partitioned");

        writer(settings).clear(response.build());
        assertThat(response.cookies("__Secure-id"))
                .containsExactly("__Secure-id=; Path=/app; Domain=example.org; Max-Age=0; "
                        + "Expires=Thu, 01 Jan 1970 00:00:00 GMT; Secure; HttpOnly; SameSite=None; Partitioned");
        assertThat(response.cookies("__Secure-csrf"))
                .containsExactly("__Secure-csrf=; Path=/app; Domain=example.org; Max-Age=0; "
                        + "Expires=Thu, 01 Jan 1970 00:00:00 GMT; Secure; SameSite=None; Partitioned");
    }

    @Test
    void cookies_without_secure_are_for_plain_http_in_development() {
        var settings = new CookieSettings("session_id", "csrf_token", false, "Strict", "/", null, null, false);

        writer(settings).write(response.build(), issued(session(false), 1));

        assertThat(response.headers("Set-Cookie")).hasSize(2).allMatch(line -> !line.contains("Secure"));
    }

    @Test
    void cookies_of_a_persistent_session_live_as_long_as_it() {
        var session = WebFixture.session("alice", NOW.plus(Duration.ofDays(14)), true);

        writer(COOKIES).write(response.build(), issued(session, 1));

        assertThat(response.headers("Set-Cookie")).hasSize(2).allMatch(line -> line.contains("; Max-Age=1209600;"));
    }

    @Test
    void cookies_of_an_endless_persistent_session_live_as_long_as_browsers_allow() {
        writer(COOKIES).write(response.build(), issued(WebFixture.session("alice", Instant.MAX, true), 1));

        assertThat(response.headers("Set-Cookie")).hasSize(2).allMatch(line -> line.contains("; Max-Age=34560000;"));
    }

    @Test
    void cookie_that_is_about_to_expire_is_not_a_deletion() {
        writer(COOKIES).write(response.build(), issued(WebFixture.session("alice", NOW, true), 1));

        assertThat(response.cookies(COOKIE).get(0)).contains("; Max-Age=1;");
    }

    @Test
    void second_write_replaces_the_first_and_leaves_other_cookies() {
        var http = response.build();
        http.addHeader("Set-Cookie", "theme=dark");
        writer(COOKIES).write(http, issued(session(false), 1));
        http.addHeader("Set-Cookie", "lang=en");

        writer(COOKIES).write(http, issued(session(false), 2));

        assertThat(response.headers("Set-Cookie")).hasSize(4).contains("theme=dark", "lang=en");
        assertThat(response.cookie(COOKIE)).isEqualTo(token(2).value());
        assertThat(response.cookies(CSRF_COOKIE)).hasSize(1);
    }

    @Test
    void clearing_after_a_write_leaves_the_clearing_only() {
        writer(COOKIES).write(response.build(), issued(session(false), 1));

        writer(COOKIES).clear(response.build());

        assertThat(response.cookie(COOKIE)).isEmpty();
        assertThat(response.cookie(CSRF_COOKIE)).isEmpty();
    }

    @Test
    void response_with_cookies_stays_out_of_caches() {
        var http = response.build();
        http.setHeader("Vary", "Accept-Encoding, cookie");
        http.setHeader("Cache-Control", "public, max-age=60");

        writer(COOKIES).write(http, issued(session(false), 1));

        assertThat(response.headers("Cache-Control")).containsExactly("no-store");
        assertThat(response.headers("Vary")).containsExactly("Accept-Encoding, cookie");
    }

    @Test
    void write_to_a_committed_response_is_an_error() {
        assertThatThrownBy(() -> writer(COOKIES).write(response.commit().build(), issued(session(false), 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining(token(1).secret());
    }

    @Test
    void clearing_a_committed_response_does_nothing() {
        writer(COOKIES).clear(response.commit().build());

        assertThat(response.headers("Set-Cookie")).isEmpty();
    }

    @Test
    void logout_clears_site_data_only_when_configured() {
        writer(COOKIES).clear(response.build());
        assertThat(response.header("Clear-Site-Data")).isNull();

        new CookieWriter(COOKIES, true, CLOCK).clear(response.build());
        assertThat(response.header("Clear-Site-Data")).isEqualTo("\"cache\", \"cookies\", \"storage\"");
    }

    @Test
    void name_and_value_stay_within_what_browsers_keep() {
        var csrf = new CsrfToken(bytes(CsrfToken.MAX_BYTES, 1), length -> bytes(length, 9));
        var token = SessionToken.of(session(false).key(), bytes(SessionToken.MAX_SECRET_BYTES, 1));

        writer(COOKIES).write(response.build(), new IssuedSession(session(false), token, csrf));

        assertThat(response.headers("Set-Cookie")).allMatch(line -> line.length() < 4096);
    }

    private static CookieWriter writer(CookieSettings settings) {
        return new CookieWriter(settings, false, CLOCK);
    }

    private static Session session(boolean persistent) {
        return WebFixture.session("alice", NOW.plusSeconds(1800), persistent);
    }

    private static IssuedSession issued(Session session, int seed) {
        return new IssuedSession(session, token(seed), new CsrfToken(bytes(32, seed), length -> bytes(length, 9)));
    }

    private static SessionToken token(int seed) {
        return SessionToken.of(WebFixture.session("alice", NOW, false).key(), bytes(32, seed));
    }

    private static byte[] bytes(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    @Test
    void presented_tokens_are_the_different_values_of_that_name_only() {
        var request = FakeRequest.get("/")
                .header("Cookie", "a=1; " + COOKIE + "=one ;" + COOKIE + "x=no; =nothing; lone")
                .header("Cookie", COOKIE + "=two; " + COOKIE + "=one; x" + COOKIE + "=no")
                .header(COOKIE, "header")
                .query(COOKIE + "=query");

        assertThat(List.copyOf(PresentedTokens.of(request.build(), COOKIE))).containsExactly("one", "two");
        assertThat(PresentedTokens.of(FakeRequest.get("/").build(), COOKIE)).isEmpty();
    }
}
