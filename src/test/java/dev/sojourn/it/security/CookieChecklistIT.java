package dev.sojourn.it.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Answer;
import dev.sojourn.it.OnServer;
import dev.sojourn.it.RawConnection;
import dev.sojourn.it.RawHttp;
import dev.sojourn.it.Visitor;
import jakarta.json.Json;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements 5 to 7, 10, 31, 32 and 41. */
class CookieChecklistIT extends OnServer {

    /** Every call of the product, good and refused ones. The last one signs out. */
    private static final List<String> CALLS = List.of(
            "GET /api/session",
            "GET /api/me/sessions",
            "POST /api/session/csrf",
            "PATCH /api/session/attributes",
            "POST /api/session/rotation",
            "GET /api/health",
            "GET /api/nothing",
            "GET /api/admin/sessions",
            "PUT /api/session",
            "DELETE /api/me/sessions/AAAAAAAAAAAAAAAAAAAAAA",
            "DELETE /api/me/sessions",
            "GET /devices.html",
            "GET /",
            "GET /nothing.html",
            "GET /error",
            "POST /devices.html",
            "OPTIONS /api/session",
            "TRACE /api/session",
            "DELETE /api/session",
            "GET /api/session",
            "GET /devices.html");

    @Test
    void s05_secret_is_in_set_cookie_and_nowhere_else() {
        String account = Accounts.fresh();
        Visitor visitor = visitor();
        assertNowhere(visitor.signIn(account).is(201), secret(visitor));

        for (String call : CALLS) {
            String before = secret(visitor);
            Answer answer = send(visitor, call, "text/html");
            assertNowhere(answer, before);
            assertNowhere(answer, secret(visitor));
        }
    }

    private static void assertNowhere(Answer answer, String secret) {
        if (secret.isEmpty()) {
            return;
        }
        assertThat(answer.body()).doesNotContain(secret);
        answer.headers().map().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("Set-Cookie")) {
                assertThat(values).as(name).noneMatch(value -> value.contains(secret));
            }
        });
    }

    private static String secret(Visitor visitor) {
        return visitor.cookie(Visitor.SESSION).replaceFirst("^[^.]*\\.?", "");
    }

    private static Answer send(Visitor visitor, String call, String accept) {
        String[] parts = call.split(" ", 2);
        Visitor.Call request = visitor.call(parts[0], parts[1]).header("Accept", accept);
        return (parts[0].startsWith("P") ? request.json("{}") : request).send();
    }

    /** Sessions in cookies, which grow with their content, have {@link CookieStorageChecklistIT}. */
    @Test
    void s06_cookies_are_far_below_4096_bytes_whatever_the_session_holds() {
        Visitor visitor = signedIn(Accounts.fresh());
        visitor.patch("/api/session/attributes", "{\"ui.large\":\"" + "x".repeat(2500) + "\"}")
                .is(200);

        Answer answer = visitor.post("/api/session/rotation").is(200);

        assertThat(answer.headers().allValues("Set-Cookie"))
                .hasSize(2)
                .allSatisfy(
                        line -> assertThat(line.substring(0, line.indexOf(';'))).hasSizeLessThan(200));
    }

    @Test
    void s07_csrf_cookie_is_readable_and_says_nothing_of_the_secret() {
        Visitor visitor = visitor();

        String line =
                visitor.signIn(Accounts.fresh()).is(201).setCookie(Visitor.CSRF).get(0);

        assertThat(line).doesNotContain("HttpOnly").contains("; SameSite=Lax");
        String secret = secret(visitor);
        for (int at = 0; at + 8 <= secret.length(); at++) {
            assertThat(line).doesNotContain(secret.substring(at, at + 8));
        }
        assertThat(line).doesNotContain(visitor.key());
    }

    /** The weakness: pages with a session's data in a shared cache. */
    @Test
    void s10_every_answer_that_has_to_do_with_the_cookie_is_kept_by_no_cache() {
        Visitor visitor = visitor();
        visitor.signIn(Accounts.fresh()).is(201).isPrivate();

        for (String call : CALLS) {
            boolean open =
                    Stream.of("/ ", "/nothing.html ", "/error ", "/api/health ").anyMatch((call + " ")::endsWith)
                            || call.startsWith("TRACE");
            for (String accept : List.of("application/json", "text/html")) {
                Answer answer = send(visitor, call, accept);
                if (!open || !answer.headers().allValues("Set-Cookie").isEmpty()) {
                    assertThat(answer.headers().allValues("Cache-Control"))
                            .as(call + " " + answer)
                            .containsExactly("no-store");
                    answer.isPrivate();
                }
            }
        }
    }

    @Test
    void s31_evicted_session_fails_at_once_and_its_owner_learns_why() {
        String account = Accounts.fresh();
        Visitor first = signedIn(account);
        for (int i = 0; i < 5; i++) {
            signedIn(account);
        }

        first.get("/api/session").isNoSession("evicted");
        Answer page = first.call("GET", "/devices.html")
                .header("Accept", "text/html")
                .send()
                .is(302);
        assertThat(page.header("Location").orElseThrow()).contains("reason=evicted");
    }

    @Test
    void s32_eviction_at_the_limit_is_no_failed_login() {
        String account = Accounts.fresh();
        Visitor visitor = visitor();

        // more than the failures that an address or a name may have
        for (int i = 0; i < 30; i++) {
            visitor.forget();
            visitor.signIn(account).is(201);
        }
    }

    /** The proxy is this machine. The weakness: address spoofing by header. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "for=192.0.2.1                                  | 192.0.2.1",
                "for=198.51.100.1, for=192.0.2.2                | 192.0.2.2",
                "for=198.51.100.1, for=192.0.2.3, for=127.0.0.1 | 192.0.2.3",
                "for=\"192.0.2.4:8080\"                         | 192.0.2.4",
                "for=\"[2001:db8::1]:4711\"                     | 2001:db8::1",
                "for=\"[::ffff:192.0.2.5]\"                     | 192.0.2.5",
                "for=unknown                                    | 127.0.0.1",
                "for=192.0.2.6, for=_hidden                     | 127.0.0.1",
                "for=192.0.2.999                                | 127.0.0.1",
                "for=\"192.0.2.7                                | 127.0.0.1",
                "nonsense                                       | 127.0.0.1",
            })
    void s41_address_is_the_rightmost_that_no_trusted_proxy_has(String forwarded, String address) throws IOException {
        String account = Accounts.fresh();
        String body = Visitor.credentials(account, Accounts.passwordOf(account));
        String request = "POST /api/session HTTP/1.1\r\nHost: " + server.getAuthority()
                + "\r\nX-Forwarded-For: 198.51.100.7\r\nX-Real-IP: 198.51.100.8\r\nForwarded: " + forwarded
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;

        try (var connection = new RawConnection(server)) {
            RawHttp.Reply reply = connection.exchange(request.getBytes(StandardCharsets.ISO_8859_1), false);

            assertThat(reply.status()).as(reply.text()).isEqualTo(201);
            String json = reply.text().substring(reply.text().indexOf("\r\n\r\n") + 4);
            try (var reader = Json.createReader(new StringReader(json))) {
                assertThat(reader.readObject().getString("ipAddress")).isEqualTo(address);
            }
        }
    }
}
