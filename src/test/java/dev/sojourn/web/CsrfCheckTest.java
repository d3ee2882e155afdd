package dev.sojourn.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.CsrfToken;
import dev.sojourn.config.WebSettings.AddressHeader;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements 34, 37 and 38 of the security list. */
class CsrfCheckTest {

    private final WebFixture fixture = new WebFixture().trust(AddressHeader.FORWARDED, "10.0.0.1");
    private final CsrfCheck check = new CsrfCheck(fixture.settings().csrf(), new ClientAddress(fixture.web()));
    private final CsrfToken token = token(1);

    @ParameterizedTest
    @CsvSource({"GET,false", "HEAD,false", "OPTIONS,false", "TRACE,false"})
    void safe_method_is_not_checked(String method, boolean unsafe) {
        assertThat(CsrfCheck.unsafe(FakeRequest.get("/").method(method).build()))
                .isEqualTo(unsafe);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "CONNECT", "PROPFIND", "get", "Get"})
    void any_other_method_is_checked(String method) {
        assertThat(CsrfCheck.unsafe(FakeRequest.get("/").method(method).build()))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"same-origin", "none"})
    void request_of_the_same_origin_or_of_the_user_passes_whatever_origin_says(String site) {
        var request =
                FakeRequest.post("/").header("Sec-Fetch-Site", site).header("Origin", "https://elsewhere.example");

        assertThat(check.foreignOrigin(request.build())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "", "SAME-ORIGIN", "same-origin, cross-site", "anything"})
    void request_of_any_other_site_is_refused_even_with_a_good_origin(String site) {
        var request = FakeRequest.post("/")
                .https()
                .header("Sec-Fetch-Site", site)
                .header("Host", "shop.example")
                .header("Origin", "https://shop.example");

        assertThat(check.foreignOrigin(request.build())).contains("sec-fetch-site");
    }

    @ParameterizedTest
    @CsvSource({
        // origin, host, https, own
        "https://shop.example,           shop.example,       true,  true",
        "https://SHOP.example,           shop.EXAMPLE,       true,  true",
        "https://shop.example,           shop.example:443,   true,  true",
        "https://shop.example:443,       shop.example,       true,  true",
        "https://shop.example:8443,      shop.example:8443,  true,  true",
        "http://localhost:8080,          localhost:8080,     false, true",
        "http://shop.example,            shop.example,       false, true",
        "http://[::1]:8080,              [::1]:8080,         false, true",
        // TLS ended at a proxy that nobody declared
        "https://shop.example,           shop.example,       false, true",
        "http://shop.example,            shop.example,       true,  false",
        "http://shop.example:443,        shop.example:443,   true,  false",
        "https://shop.example:8443,      shop.example,       true,  false",
        "https://shop.example,           shop.example:8443,  true,  false",
        "http://localhost:3000,          localhost:8080,     false, false",
        "https://evil.example,           shop.example,       true,  false",
        "https://shop.example.evil.example, shop.example,    true,  false",
        "https://evil-shop.example,      shop.example,       true,  false",
        "https://sub.shop.example,       shop.example,       true,  false",
        "https://shop.example@evil.example, shop.example,    true,  false",
        "https://shop.example/,          shop.example,       true,  false",
        "https://shop.example:99999999,  shop.example,       true,  false",
        "null,                           shop.example,       true,  false",
        "'',                             shop.example,       true,  false",
        "ftp://shop.example,             shop.example,       true,  false",
        "chrome-extension://shop.example, shop.example,      true,  false",
        "https://shop.example,           'shop.example, evil.example', true, false",
    })
    void origin_is_compared_with_the_host_when_the_browser_does_not_tell_the_site(
            String origin, String host, boolean https, boolean own) {
        var request = FakeRequest.post("/").header("Origin", origin).header("Host", host);
        if (https) {
            request.https();
        }

        assertThat(check.foreignOrigin(request.build()).isEmpty()).isEqualTo(own);
    }

    @Test
    void plain_origin_is_refused_when_the_trusted_proxy_was_asked_by_https() {
        var request = FakeRequest.post("/")
                .from("10.0.0.1")
                .header("Forwarded", "for=203.0.113.9;proto=https")
                .header("Host", "shop.example")
                .header("Origin", "http://shop.example");

        assertThat(check.foreignOrigin(request.build())).contains("origin");
    }

    @Test
    void host_of_the_server_counts_when_there_is_no_host_header() {
        assertThat(check.foreignOrigin(FakeRequest.post("/")
                        .header("Origin", "http://named-by-server.example")
                        .build()))
                .isEmpty();
    }

    @Test
    void request_without_any_word_on_its_origin_is_left_to_the_token() {
        assertThat(check.foreignOrigin(FakeRequest.post("/").build())).isEmpty();
    }

    @Test
    void every_mask_of_the_token_passes_in_the_header() {
        for (int i = 0; i < 3; i++) {
            var request =
                    FakeRequest.post("/").header("X-CSRF-Token", token(1, i).masked());
            assertThat(check.wrongToken(request.build(), token)).isEmpty();
        }
    }

    @Test
    void missing_token_is_refused() {
        assertThat(check.wrongToken(FakeRequest.post("/").build(), token)).contains("token-missing");
    }

    @Test
    void token_in_the_cookie_only_is_refused() {
        var request = FakeRequest.post("/").cookie(WebFixture.CSRF_COOKIE, token.masked());

        assertThat(check.wrongToken(request.build(), token)).contains("token-missing");
    }

    @Test
    void pair_planted_by_a_sibling_domain_is_refused() {
        String planted = token(2).masked();
        var request =
                FakeRequest.post("/").cookie(WebFixture.CSRF_COOKIE, planted).header("X-CSRF-Token", planted);

        assertThat(check.wrongToken(request.build(), token)).contains("token-wrong");
    }

    @Test
    void truncated_flipped_or_foreign_token_is_refused() {
        String good = token.masked();
        byte[] flipped = Base64.getUrlDecoder().decode(good);
        flipped[flipped.length - 1] ^= 1;
        for (String bad : new String[] {
            "",
            good.substring(1),
            good + "A",
            Base64.getUrlEncoder().withoutPadding().encodeToString(flipped),
            token(2).masked(),
            "\u00e9".repeat(good.length())
        }) {
            var request = FakeRequest.post("/").header("X-CSRF-Token", bad);
            assertThat(check.wrongToken(request.build(), token)).as(bad).contains("token-wrong");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "Application/X-WWW-Form-Urlencoded ; charset=utf-8"})
    void token_in_a_form_passes(String type) {
        var request = FakeRequest.post("/").header("Content-Type", type).form("_csrf", token.masked());

        assertThat(check.wrongToken(request.build(), token)).isEmpty();
        assertThat(request.encoding()).isEqualTo("UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "multipart/form-data; boundary=x", "application/json"})
    void parameter_of_any_other_body_is_not_looked_at(String type) {
        var request = FakeRequest.post("/").header("Content-Type", type).form("_csrf", token.masked());

        assertThat(check.wrongToken(request.build(), token)).contains("token-missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"_csrf=x", "a=b&_csrf", "%5Fcsrf=x", "%zz=1"})
    void form_field_is_ignored_when_the_query_may_have_given_it(String query) {
        var request = FakeRequest.post("/").query(query).form("_csrf", token.masked());

        assertThat(check.wrongToken(request.build(), token)).contains("token-missing");
    }

    @Test
    void wrong_header_is_not_healed_by_a_good_form_field() {
        var request = FakeRequest.post("/").header("X-CSRF-Token", "bad").form("_csrf", token.masked());

        assertThat(check.wrongToken(request.build(), token)).contains("token-wrong");
    }

    private static CsrfToken token(int seed) {
        return token(seed, 7);
    }

    private static CsrfToken token(int seed, int mask) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) seed);
        return new CsrfToken(bytes, length -> {
            byte[] pad = new byte[length];
            Arrays.fill(pad, (byte) mask);
            return pad;
        });
    }
}
