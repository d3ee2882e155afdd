package dev.sojourn.it.security.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Answer;
import dev.sojourn.it.Deployments;
import dev.sojourn.it.Visitor;
import dev.sojourn.servers.PayaraMicro;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The WAR as it is in production, behind a proxy that ends TLS and that nobody named: statements 3, 4, 7, 26, 40, 51 and 52. */
@EnabledIfSystemProperty(named = "payara.jar", matches = ".+")
class ProductionChecklistIT {

    private static final String SESSION = "__Host-session_id";
    private static final String CSRF = "__Host-csrf_token";
    private static final String PASSWORD = "correct horse";
    private static final int ITERATIONS = 2048;

    private static PayaraMicro server;

    @BeforeAll
    static void start(@TempDir Path folder) throws GeneralSecurityException {
        Path war = folder.resolve("ROOT.war");
        Deployments.warWith(
                        "sojourn.users=carol",
                        "sojourn.users.carol.password=" + hash(),
                        "sojourn.session.max-per-principal=100",
                        "sojourn.web.clear-site-data=true")
                .as(ZipExporter.class)
                .exportTo(war.toFile());
        server = PayaraMicro.start("prod", List.of(war), "/api/health");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static String hash() throws GeneralSecurityException {
        byte[] salt = new byte[16];
        byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(PASSWORD.toCharArray(), salt, ITERATIONS, 256))
                .getEncoded();
        var base64 = Base64.getEncoder();
        return "PBKDF2WithHmacSHA256:" + ITERATIONS + ":" + base64.encodeToString(salt) + ":"
                + base64.encodeToString(hash);
    }

    private static Visitor visitor() {
        return new Visitor(server.uri());
    }

    private static Visitor signedIn() {
        Visitor visitor = visitor();
        visitor.signIn("carol", PASSWORD).is(201);
        return visitor;
    }

    @Test
    void s03_session_cookie_has_the_host_prefix_and_keeps_its_rules() {
        Answer answer = visitor().signIn("carol", PASSWORD).is(201);

        assertThat(answer.headers().allValues("Set-Cookie"))
                .allSatisfy(line -> assertThat(line).contains("; Secure").startsWith("__Host-"));
        assertThat(answer.setCookie(SESSION))
                .singleElement()
                .asString()
                .matches(
                        "__Host-session_id=[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}; Path=/; Secure; HttpOnly; SameSite=Lax");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"X-Nothing: x", "X-Forwarded-Proto: http", "X-Forwarded-Proto: https", "Forwarded: proto=http"})
    void s04_cookie_is_secure_whatever_is_said_of_the_connection(String header) {
        String name = header.split(": ", 2)[0];
        String value = header.split(": ", 2)[1];
        Visitor visitor = visitor();

        Answer login = visitor.call("POST", "/api/session")
                .json(Visitor.credentials("carol", PASSWORD))
                .header(name, value)
                .send()
                .is(201);
        Answer rotation = visitor.call("POST", "/api/session/rotation")
                .header(name, value)
                .csrf(visitor.cookie(CSRF))
                .send()
                .is(200);
        Answer logout = visitor.call("DELETE", "/api/session")
                .header(name, value)
                .csrf(visitor.cookie(CSRF))
                .send()
                .is(204);

        for (Answer answer : List.of(login, rotation, logout)) {
            assertThat(answer.headers().allValues("Set-Cookie"))
                    .hasSize(answer.equals(login) ? 3 : 2)
                    .allSatisfy(line -> assertThat(line).contains("; Secure").startsWith("__Host-"));
        }
    }

    @Test
    void s07_csrf_cookie_is_secure_and_same_site_and_scripts_read_it() {
        String line =
                visitor().signIn("carol", PASSWORD).is(201).setCookie(CSRF).get(0);

        assertThat(line).endsWith("; Path=/; Secure; SameSite=Lax");
    }

    @Test
    void s26_logout_takes_back_the_cookies_that_login_gave_and_clears_the_sites_data() {
        Visitor visitor = signedIn();

        Answer answer = visitor.call("DELETE", "/api/session")
                .csrf(visitor.cookie(CSRF))
                .send()
                .is(204)
                .isPrivate();

        String rest = "=; Path=/; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Secure; ";
        assertThat(answer.headers().allValues("Set-Cookie"))
                .containsExactlyInAnyOrder(SESSION + rest + "HttpOnly; SameSite=Lax", CSRF + rest + "SameSite=Lax");
        assertThat(answer.headers().allValues("Clear-Site-Data"))
                .containsExactly("\"cache\", \"cookies\", \"storage\"");
    }

    /** The weakness: address spoofing by header. Here nobody is a trusted proxy. */
    @Test
    void s40_address_that_is_stored_is_the_peers_whatever_the_headers_say() {
        Answer answer = visitor()
                .call("POST", "/api/session")
                .json(Visitor.credentials("carol", PASSWORD))
                .header("X-Forwarded-For", "198.51.100.1")
                .header("Forwarded", "for=198.51.100.2")
                .header("X-Real-IP", "198.51.100.3")
                .header("X-Client-IP", "198.51.100.4")
                .header("CF-Connecting-IP", "198.51.100.5")
                .header("True-Client-IP", "198.51.100.6")
                .send()
                .is(201);

        assertThat(answer.json().getString("ipAddress")).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "${jndi:ldap://127.0.0.1:1/a}",
                "x'; DROP TABLE sessions; --",
                "%0d%0aINFO forged line",
                "{0} {1}",
                "\u001b[31mred"
            })
    void s51_user_agent_with_a_payload_is_only_text(String agent) {
        Visitor visitor = visitor();
        Visitor.Call call = visitor.call("POST", "/api/session").json(Visitor.credentials("carol", PASSWORD));
        Answer answer;
        try {
            answer = call.header("User-Agent", agent).send();
        } catch (IllegalArgumentException notAHeader) {
            // the client refuses a control character, and so does HTTP
            return;
        }

        assertThat(answer.is(201).json().getString("userAgent")).isEqualTo(agent);
        assertThat(answer.header("Content-Type").orElse("")).startsWith("application/json");
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(server.log()).doesNotContain("forged line", "DROP TABLE", "<script>", "\u001b[31mred");
    }

    @Test
    void s52_log_holds_no_token_password_or_cookie() {
        Visitor visitor = signedIn();
        visitor.call("POST", "/api/session/rotation").csrf("wrong").send().isProblem(403, "csrf");
        visitor().signIn("carol", "wrong " + PASSWORD).isProblem(401, "bad-credentials");
        visitor()
                .withCookie(SESSION, visitor.cookie(SESSION) + "x")
                .get("/api/session")
                .isNoSession("unknown");

        assertThat(server.log())
                .doesNotContain(visitor.cookie(SESSION).split("\\.", -1)[1])
                .doesNotContain(visitor.cookie(CSRF))
                .doesNotContain(PASSWORD)
                .doesNotContain("PBKDF2WithHmacSHA256:");
    }
}
