package dev.sojourn.it.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Answer;
import dev.sojourn.it.OnServer;
import dev.sojourn.it.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The headers of the WAR's own pages and answers: whichever it is, with a session and without, good or refused. */
class HeaderChecklistIT extends OnServer {

    private static final String ACCOUNT = Accounts.fresh();

    @ParameterizedTest
    @CsvSource({
        "GET, /",
        "GET, /index.html",
        "GET, /devices.html",
        "GET, /assets/js/signin.js",
        "GET, /assets/css/base.css",
        "GET, /assets/img/logo.svg",
        "GET, /assets/",
        "GET, /nothing.html",
        "GET, /error",
        "POST, /devices.html",
        "POST, /",
        "PUT, /index.html",
        "HEAD, /",
        "OPTIONS, /",
        "OPTIONS, /api/session",
        "GET, /api/session",
        "GET, /api/me/sessions",
        "GET, /api/health",
        "GET, /api",
        "GET, /api/nothing",
        "GET, /api/admin/sessions",
        "PUT, /api/session",
        "PATCH, /api/session/attributes",
        "POST, /api/session",
        "POST, /api/session/rotation",
        "DELETE, /api/me/sessions",
        "DELETE, /api/session",
    })
    void answer_may_be_framed_sniffed_and_referred_by_nobody(String method, String path) {
        for (Visitor visitor : new Visitor[] {visitor(), signedIn(ACCOUNT)}) {
            for (String accept : new String[] {"text/html", "application/json"}) {
                Visitor.Call call = visitor.call(method, path).header("Accept", accept);
                assertHeaders(call.send());
                assertHeaders(visitor.call(method, path)
                        .header("Accept", accept)
                        .header("Sec-Fetch-Site", "cross-site")
                        .send());
            }
        }
    }

    /** WildFly answers this by itself, without its error page. */
    @Test
    @DisabledIfSystemProperty(named = "arquillian.launch", matches = "wildfly")
    void answer_that_the_server_gives_before_any_filter_has_the_headers_too() {
        assertHeaders(visitor().get("/WEB-INF/web.xml").is(404));
    }

    private static void assertHeaders(Answer answer) {
        assertThat(answer.headers().allValues("Content-Security-Policy"))
                .as(answer.toString())
                .singleElement()
                .asString()
                .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
                .doesNotContain("unsafe", "*", "http:", "data:");
        assertThat(answer.headers().allValues("X-Frame-Options")).containsExactly("DENY");
        assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(answer.headers().allValues("Referrer-Policy")).containsExactly("same-origin");
        assertThat(answer.headers().allValues("Cross-Origin-Opener-Policy")).containsExactly("same-origin");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(answer.header("X-Powered-By")).isEmpty();
        if (answer.status() >= 300) {
            answer.isPrivate();
        }
    }
}
