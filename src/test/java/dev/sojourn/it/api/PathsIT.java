package dev.sojourn.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Answer;
import dev.sojourn.it.OnServer;
import dev.sojourn.it.RawHttp;
import dev.sojourn.it.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The protected page, and paths that are not there. */
class PathsIT extends OnServer {

    /** Something that only the protected page has. */
    private static final String PROTECTED = "devices.js";

    @Test
    void browser_is_led_to_the_sign_in_page_and_back() {
        Answer answer = visitor()
                .call("GET", "/devices.html?a=1&b=%20")
                .header("Accept", "text/html")
                .header("Sec-Fetch-Mode", "navigate")
                .send();

        answer.is(302).isPrivate();
        assertThat(answer.header("Location")).contains("/?next=%2Fdevices.html%3Fa%3D1%26b%3D%2520");
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(answer.header("Content-Security-Policy")).isPresent();
    }

    @Test
    void browser_is_told_why_its_session_is_gone() {
        Visitor visitor = signedIn(Accounts.fresh());
        Visitor saved = visitor.copy();
        visitor.delete("/api/session");

        Answer answer = saved.call("GET", "/devices.html")
                .header("Accept", "text/html")
                .send()
                .is(302);

        assertThat(answer.header("Location")).contains("/?next=%2Fdevices.html&reason=logout");
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void program_is_refused() {
        visitor().get("/devices.html").isNoSession("missing");
        visitor()
                .call("GET", "/devices.html")
                .header("Accept", "application/json")
                .send()
                .isNoSession("missing");
    }

    @Test
    void page_is_served_with_a_session_and_kept_by_no_cache() {
        Answer answer = signedIn(Accounts.fresh()).get("/devices.html").is(200).isPrivate();

        assertThat(answer.body()).contains(PROTECTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/devices.html",
                "/devices.html;x",
                "/devices.html;jsessionid=1",
                "/;x/devices.html",
                "//devices.html",
                "///devices.html",
                "/./devices.html",
                "/.//devices.html",
                "/assets/../devices.html",
                "/assets/..;/devices.html",
                "/assets/%2e%2e/devices.html",
                "/assets/..%2fdevices.html",
                "/%64evices.html",
                "/%2564evices.html",
                "/devices%2ehtml",
                "/devices.html%3Bx",
                "/devices.html%00",
                "/devices.html%20",
                "/devices.html.",
                "/devices.html/",
                "/devices.html%2f",
                "/\\devices.html",
                "/%5cdevices.html",
                "/assets\\..\\devices.html",
                "/DEVICES.html",
                "/devices.HTML",
                "/api/../devices.html",
                "/api/session/../../devices.html",
                "/index.html/../devices.html",
                "http://127.0.0.1/devices.html"
            })
    void protected_page_is_never_served_without_a_session(String path) {
        RawHttp.Reply reply = RawHttp.get(server, path);

        assertThat(reply.text()).doesNotContain(PROTECTED);
        if (reply.status() == 200) {
            // what is left of the path after a parameter may be the start page
            assertThat(reply.text()).contains("signin.js");
        } else {
            assertThat(reply.status()).isIn(301, 302, 400, 401, 404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "HEAD", "PUT", "OPTIONS", "TRACE", "FOO"})
    void protected_page_is_never_served_by_another_method(String method) {
        RawHttp.Reply reply = RawHttp.call(server, method, "/devices.html");

        assertThat(reply.text()).doesNotContain(PROTECTED);
        assertThat(reply.status()).isBetween(400, 501);
        assertThat(reply.status()).isNotEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/",
                "/api/nothing",
                "/api/session/nothing",
                "/api/session/attributes/x",
                "/api/me",
                "/api/me/sessions/a/b",
                "/api/application.wadl",
                "/api/session%00"
            })
    void unknown_path_of_the_api_is_a_problem(String path) {
        Visitor visitor = signedIn(Accounts.fresh());

        Answer answer = visitor.get(path);

        if (path.endsWith("%00")) {
            assertThat(answer.status()).isEqualTo(400);
        } else {
            answer.isProblem(404, "not-found");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,    /api/session",
        "PATCH,  /api/session",
        "GET,    /api/session/rotation",
        "DELETE, /api/session/csrf",
        "GET,    /api/session/attributes",
        "POST,   /api/session/attributes",
        "POST,   /api/me/sessions",
        "GET,    /api/me/sessions/AAAAAAAAAAAAAAAAAAAAAA",
        "FOO,    /api/session",
    })
    void unknown_method_of_the_api_is_a_problem(String method, String path) {
        Visitor visitor = signedIn(Accounts.fresh());

        Visitor.Call request = visitor.call(method, path);
        // Payara itself refuses a body with some methods
        Answer answer = method.startsWith("P") ? request.json("{}").send() : request.send();

        answer.isProblem(405, "bad-request");
    }

    /** Statement 53. */
    @Test
    void unknown_page_says_nothing_of_the_inside() {
        Answer answer = visitor().get("/nothing.html").is(404);

        assertThat(answer.body()).doesNotContain("Exception", "\tat ", "dev.sojourn", "Payara", "WildFly");
        Answer page = visitor()
                .call("GET", "/nothing.html")
                .header("Accept", "text/html")
                .send()
                .is(404);
        assertThat(page.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(page.body()).contains("<h1>Not found</h1>").doesNotContain("Payara", "WildFly");
    }

    @Test
    void what_is_in_web_inf_is_not_served() {
        for (String path : new String[] {
            "/WEB-INF/web.xml",
            "/web-inf/web.xml",
            "/WEB-INF/classes/META-INF/microprofile-config.properties",
            "/META-INF/MANIFEST.MF",
            "//WEB-INF/web.xml",
            "/WEB-INF%2fweb.xml"
        }) {
            RawHttp.Reply reply = RawHttp.get(server, path);
            assertThat(reply.status()).as(path).isIn(400, 401, 403, 404);
            assertThat(reply.text()).doesNotContain("sojourn.users", "<web-app");
        }
    }
}
