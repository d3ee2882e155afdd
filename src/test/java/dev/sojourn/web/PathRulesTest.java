package dev.sojourn.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathRulesTest {

    private final PathRules rules = new PathRules(new WebFixture()
            .protect("/devices.html", "/admin/*", "*.secret")
            .open("/admin/public/*", "/admin/logo.png")
            .loginPage("/login.html?from=x")
            .settings());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/devices.html",
                "/devices.html/",
                "/devices.html;x=1",
                "/devices.html;",
                "//devices.html",
                "/./devices.html",
                "/x/../devices.html",
                "/x/..;/devices.html",
                "/.;a=b/devices.html",
                "/;/devices.html",
                "\\devices.html",
                "/%64evices.html",
                "/x%2F..%2Fdevices.html",
                "/x%5c..%5cdevices.html",
                "/devices%2ehtml",
                "/admin",
                "/admin/",
                "/admin;x",
                "/admin;x/users",
                "/admin%2Fusers",
                "/a/%2e%2e/admin/users",
                "/admin/users/../users",
                "/../../admin/users",
                "/any/where/x.secret",
                "/x.secret;jsessionid=1",
                "/x.secret/",
                // opened by one reading only
                "/admin/public/../users",
                "/admin/public/..;/users",
                "/admin/public/..%2Fusers",
                "/admin/users/..%2Fpublic/x",
                "/admin/users/..;/public/x",
                "/admin/users/../public/x",
                "/admin/users;/../public/x",
                "/admin/logo.png%2F..%2Fusers",
            })
    void protected_path_stays_protected_however_it_is_written(String path) {
        assertThat(needsSession(rules, path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "",
                "/index.html",
                "/administration",
                "/x/admin",
                "/devices.htm",
                "/secret",
                "/admin/public/x",
                "/admin/public",
                "/admin/logo.png",
                "/login.html",
            })
    void other_path_needs_no_session(String path) {
        assertThat(needsSession(rules, path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a\u0000b", "/a\nb", "/a\rb", "/a%00b", "/a%0ab", "/a\u007f"})
    void path_with_control_characters_is_none(String path) {
        assertThat(RequestPath.of(path)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/a/b, /a/b",
        "'', /",
        "//evil.example/x, /evil.example/x",
        "/a/./b/../c/, /a/c/",
        "/a;p=1/b;q, /a/b",
        "/../.., /",
        "/a%zz, /a%zz",
    })
    void plain_path_has_one_leading_slash_and_no_dots(String path, String plain) {
        assertThat(RequestPath.of(path).orElseThrow().plain()).isEqualTo(plain);
    }

    @Test
    void path_info_belongs_to_the_path() {
        var request = FakeRequest.get("/admin").pathInfo("/users").build();

        assertThat(rules.needsSession(RequestPath.of(request).orElseThrow(), request))
                .isTrue();
    }

    @Test
    void login_page_is_open_when_everything_is_protected() {
        var all = new PathRules(new WebFixture().protect("/*").loginPage("/").settings());

        assertThat(needsSession(all, "/")).isFalse();
        // the server shows the welcome file in its place
        var welcome =
                FakeRequest.get("/index.html").context("/shop").uri("/shop/").build();
        assertThat(all.needsSession(RequestPath.of(welcome).orElseThrow(), welcome))
                .isFalse();
        assertThat(needsSession(all, "/index.html")).isTrue();
    }

    @Test
    void calls_of_the_api_for_visitors_are_open_only_where_there_is_the_api() {
        var with = new PathRules(new WebFixture().protect("/*").rest().settings());
        var without = new PathRules(new WebFixture().protect("/*").settings());

        assertThat(needsSession(with, "/api/session")).isFalse();
        assertThat(needsSession(with, "/api/health")).isFalse();
        assertThat(needsSession(with, "/api/session/rotation")).isTrue();
        assertThat(needsSession(with, "/api/me/..;/session")).isTrue();
        assertThat(needsSession(without, "/api/session")).isTrue();
    }

    @Test
    void exemption_from_csrf_holds_only_when_every_reading_is_exempt() {
        var exempting = new PathRules(new WebFixture().exempt("/hook/*").settings());

        assertThat(exempting.exemptFromCsrf(path("/hook/in"))).isTrue();
        assertThat(exempting.exemptFromCsrf(path("/hook/../admin"))).isFalse();
        assertThat(exempting.exemptFromCsrf(path("/hook/..%2Fadmin"))).isFalse();
        assertThat(exempting.exemptFromCsrf(path("/admin/..;/hook/in"))).isFalse();
        assertThat(exempting.exemptFromCsrf(path("/other"))).isFalse();
        assertThat(new PathRules(new WebFixture().withoutCsrf().settings()).exemptFromCsrf(path("/other")))
                .isTrue();
    }

    @Test
    void rest_login_is_the_post_to_exactly_that_path() {
        var with = new PathRules(new WebFixture().rest().settings());

        assertThat(with.isRestLogin(path("/api/session"), FakeRequest.post("/").build()))
                .isTrue();
        assertThat(with.isRestLogin(
                        path("/api/session"),
                        FakeRequest.get("/").method("DELETE").build()))
                .isFalse();
        assertThat(with.isRestLogin(
                        path("/api/session/csrf"), FakeRequest.post("/").build()))
                .isFalse();
        assertThat(rules.isRestLogin(path("/api/session"), FakeRequest.post("/").build()))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"true,true", "1,true", "'',true", "false,false", "' FALSE ',false"})
    void passive_header_marks_a_request_unless_it_says_false(String value, boolean passive) {
        var request = FakeRequest.get("/").header("X-Session-Passive", value).build();

        assertThat(rules.passive(path("/"), request)).isEqualTo(passive);
    }

    @Test
    void stream_of_events_is_no_activity() {
        var request = FakeRequest.get("/").build();

        assertThat(new PathRules(new WebFixture().rest().settings()).passive(path("/api/admin/events"), request))
                .isTrue();
        assertThat(new PathRules(new WebFixture().rest().settings()).passive(path("/api/admin/audit"), request))
                .isFalse();
        assertThat(rules.passive(path("/api/admin/events"), request)).isFalse();
    }

    @Test
    void passive_path_marks_a_request() {
        var polling = new PathRules(new WebFixture().passive("/poll/*").settings());

        assertThat(polling.passive(path("/poll/news"), FakeRequest.get("/").build()))
                .isTrue();
        assertThat(polling.passive(path("/news"), FakeRequest.get("/").build())).isFalse();
    }

    private static boolean needsSession(PathRules rules, String path) {
        return rules.needsSession(path(path), FakeRequest.get(path).build());
    }

    private static RequestPath path(String path) {
        return RequestPath.of(path).orElseThrow();
    }
}
