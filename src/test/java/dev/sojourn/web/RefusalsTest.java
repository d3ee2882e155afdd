package dev.sojourn.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.SessionTooLargeException;
import dev.sojourn.StorageUnavailableException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Also statement 53 of the security list. */
class RefusalsTest {

    private final FakeResponse response = new FakeResponse();

    @Test
    void program_without_a_session_is_told_why() throws IOException {
        refuse(FakeRequest.get("/x").header("Accept", "application/json"), "/login.html", "idle");

        assertThat(response.status()).isEqualTo(401);
        assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(response.headers("Set-Cookie")).isEmpty();
        JsonObject body = body();
        assertThat(body.getString("type")).isEqualTo("urn:sojourn:problem:no-session");
        assertThat(body.getString("title")).isEqualTo("No session");
        assertThat(body.getInt("status")).isEqualTo(401);
        assertThat(body.getString("detail")).isNotEmpty();
        assertThat(body.getString("reason")).isEqualTo("idle");
        assertThat(body).doesNotContainKey("retryAfter");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  Accept,         'text/html,application/xhtml+xml', 302",
        "HEAD, Accept,         text/html,                         302",
        "GET,  Sec-Fetch-Mode, navigate,                          302",
        "GET,  Sec-Fetch-Mode, cors,                              401",
        "GET,  Accept,         */*,                               401",
        "POST, Accept,         text/html,                         401",
        "POST, Sec-Fetch-Mode, navigate,                          401",
    })
    void only_reading_browsers_are_led_to_the_login_page(String method, String header, String value, int status)
            throws IOException {
        refuse(FakeRequest.get("/x").method(method).header(header, value), "/login.html", "missing");

        assertThat(response.status()).isEqualTo(status);
    }

    @Test
    void browser_is_refused_where_there_is_no_login_page() throws IOException {
        refuse(browser("/x"), null, "missing");

        assertThat(response.status()).isEqualTo(401);
    }

    @Test
    void login_page_is_told_the_way_back_and_the_reason() throws IOException {
        refuse(browser("/my orders/\u00fc").context("/shop").query("a=1&b=%20"), "/login.html", "evicted");

        assertThat(response.header("Location"))
                .isEqualTo(
                        "/shop/login.html?next=%2Fshop%2Fmy%2520orders%2F%25C3%25BC%3Fa%3D1%26b%3D%2520&reason=evicted");
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void first_visit_needs_no_reason() throws IOException {
        refuse(browser("/x"), "/login.html", "missing");

        assertThat(response.header("Location")).isEqualTo("/login.html?next=%2Fx");
    }

    @Test
    void login_page_with_a_query_keeps_it() throws IOException {
        refuse(browser("/x"), "/login.html?style=small", "idle");

        assertThat(response.header("Location")).isEqualTo("/login.html?style=small&next=%2Fx&reason=idle");
    }

    @ParameterizedTest
    @CsvSource({"//evil.example/", "/\\evil.example/", "/;/evil.example/", "/.//evil.example/"})
    void way_back_never_leads_to_another_host(String path) throws IOException {
        refuse(browser(path), "/login.html", "missing");

        assertThat(response.header("Location")).isEqualTo("/login.html?next=%2Fevil.example%2F");
    }

    @Test
    void overlong_way_back_is_forgotten() throws IOException {
        refuse(browser("/x").query("q=" + "a".repeat(3000)), "/login.html", "missing");

        assertThat(response.header("Location")).isEqualTo("/login.html");
    }

    @ParameterizedTest
    @CsvSource({
        "shop.example,      https://shop.example/a;b/%20?q=1",
        "shop.example:8080, https://shop.example/a;b/%20?q=1",
        "[::1]:8080,        https://[::1]/a;b/%20?q=1",
    })
    void plain_http_is_led_to_https(String host, String location) throws IOException {
        var request = FakeRequest.get("/a/ ").uri("/a;b/%20").query("q=1").header("Host", host);

        refusals(null).plainHttp(request.build(), response.build());

        assertThat(response.status()).isEqualTo(308);
        assertThat(response.header("Location")).isEqualTo(location);
    }

    @Test
    void plain_http_is_refused_where_it_changes_something_or_names_no_host() throws IOException {
        refusals(null)
                .plainHttp(FakeRequest.post("/").header("Host", "shop.example").build(), response.build());
        assertThat(response.status()).isEqualTo(403);
        assertThat(body().getString("type")).isEqualTo("urn:sojourn:problem:forbidden");

        var other = new FakeResponse();
        refusals(null).plainHttp(FakeRequest.get("/").header("Host", "a b/@c").build(), other.build());
        assertThat(other.status()).isEqualTo(403);
        assertThat(other.header("Location")).isNull();
    }

    @Test
    void storage_that_is_down_is_told_without_its_name() throws IOException {
        var down = new IllegalStateException(new StorageUnavailableException("redis at 10.0.0.5:6379", null));

        Problem.of(down).orElseThrow().write(response.build());

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.header("Retry-After")).isEqualTo("5");
        assertThat(body().getInt("retryAfter")).isEqualTo(5);
        assertThat(response.body()).doesNotContain("redis").doesNotContain("10.0.0.5");
    }

    @Test
    void exception_of_others_is_no_problem_of_ours() {
        var ring = new IllegalStateException("a");
        ring.initCause(new IllegalStateException("b", ring));

        assertThat(Problem.of(ring)).isEmpty();
    }

    private void refuse(FakeRequest request, String loginPage, String reason) throws IOException {
        var http = request.build();
        refusals(loginPage)
                .noSession(http, response.build(), RequestPath.of(http).orElseThrow(), reason);
    }

    private static Refusals refusals(String loginPage) {
        return new Refusals(new WebFixture().loginPage(loginPage).web());
    }

    private static FakeRequest browser(String path) {
        return FakeRequest.get(path).header("Accept", "text/html").header("Sec-Fetch-Mode", "navigate");
    }

    private JsonObject body() {
        try (var reader = Json.createReader(new StringReader(response.body()))) {
            return reader.readObject();
        }
    }

    @Test
    void session_that_is_too_large_tells_how_large_it_would_be() {
        Problem problem = Problem.of(new SessionTooLargeException(4519, 4032)).orElseThrow();

        assertThat(problem.toJson().getInt("status")).isEqualTo(413);
        assertThat(problem.toJson().getString("detail"))
                .isEqualTo("The session would have 4519 bytes as it is kept, and may have 4032.");
    }
}
