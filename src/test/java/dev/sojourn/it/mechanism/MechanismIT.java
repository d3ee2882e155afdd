package dev.sojourn.it.mechanism;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Answer;
import dev.sojourn.it.Deployments;
import dev.sojourn.it.Visitor;
import dev.sojourn.it.mechanism.app.Keepers;
import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** The container's caller is who the session belongs to, in everything that the container guards. */
@ArquillianTest
class MechanismIT {

    private static final String CONTEXT = "/strongroom";

    @ArquillianResource
    URI server;

    @Deployment(testable = false)
    static WebArchive application() {
        return Deployments.application(
                        "strongroom.war",
                        "sojourn.security.mechanism=true",
                        "sojourn.web.protected-paths=/inside/*",
                        "sojourn.web.login-page=/login.html")
                .addPackage(Keepers.class.getPackage())
                .addAsWebResource(new StringAsset("a page for everybody"), "login.html")
                .addAsWebResource(new StringAsset("a page for some"), "inside/page.html")
                .setWebXML("mechanism/web.xml")
                .addAsWebInfResource("mechanism/jboss-web.xml", "jboss-web.xml");
    }

    @Test
    void keeper_is_let_in_by_servlet_rest_and_enterprise_bean() {
        Visitor keeper = signedIn("keeper-in");

        assertThat(get(keeper, "/door/who").is(200).body()).isEqualTo("keeper-in true keeper-in true keeper-in");
        assertThat(get(keeper, "/door/vault").is(200).body()).isEqualTo("opened by keeper-in");
        assertThat(get(keeper, "/locked").is(200).body()).isEqualTo("a page for keeper-in");
        assertThat(get(keeper, "/rest/vault/keepers").is(200).body()).isEqualTo("keeper-in true opened by keeper-in");
        assertThat(get(keeper, "/rest/vault/door").is(200).body()).isEqualTo("true");
    }

    @Test
    void guest_has_a_session_and_no_role() {
        Visitor guest = signedIn("guest-out");

        assertThat(get(guest, "/door/who").is(200).body()).isEqualTo("guest-out false guest-out false guest-out");
        assertThat(get(guest, "/door/vault").is(200).body()).isEqualTo("closed");
        get(guest, "/locked").is(403);
        get(guest, "/rest/vault/keepers").is(403);
        assertThat(get(guest, "/rest/vault/door").is(200).body()).isEqualTo("false");
        assertThat(get(guest, "/inside/page.html").is(200).body()).isEqualTo("a page for some");
    }

    @Test
    void visitor_is_nobody() {
        assertThat(get(visitor(), "/door/vault").is(200).body()).isEqualTo("closed");
        assertThat(get(visitor(), "/door/who").is(200).body()).endsWith(" false nobody false none");
        get(visitor(), "/locked").isNoSession("missing");
        Answer redirected = visitor()
                .call("GET", CONTEXT + "/locked?a=b")
                .header("Accept", "text/html")
                .send()
                .is(302);
        assertThat(redirected.header("Location"))
                .contains("/strongroom/login.html?next=%2Fstrongroom%2Flocked%3Fa%3Db");
        get(visitor(), "/inside/page.html").isNoSession("missing");
        assertThat(get(visitor(), "/rest/vault/keepers").status()).isIn(401, 403);
    }

    @Test
    void session_that_has_ended_is_nobody_also_with_the_containers_own_cookie() {
        Visitor keeper = signedIn("keeper-ends");
        get(keeper, "/door/http-session").is(200);
        assertThat(get(keeper, "/locked").is(200).body()).isEqualTo("a page for keeper-ends");
        Visitor saved = keeper.copy();

        assertThat(post(keeper, "/door/logout").is(200).body()).endsWith(" false nobody false none");

        get(saved, "/locked").isNoSession("logout");
        assertThat(get(saved, "/door/vault").is(200).body()).isEqualTo("closed");
        get(keeper, "/locked").isNoSession("missing");
        assertThat(get(keeper, "/door/vault").is(200).body()).isEqualTo("closed");
    }

    @Test
    void login_through_the_security_context_makes_the_session_and_the_caller_at_once() {
        Visitor visitor = visitor();

        assertThat(login(visitor, "keeper-late", Keepers.passwordOf("keeper-late"))
                        .is(200)
                        .body())
                .isEqualTo("SUCCESS keeper-late true keeper-late true keeper-late opened by keeper-late");
        assertThat(get(visitor, "/locked").is(200).body()).isEqualTo("a page for keeper-late");
    }

    @Test
    void wrong_passwords_fail_and_are_counted() {
        for (int i = 0; i < 5; i++) {
            assertThat(login(visitor(), "keeper-guessed", "wrong").body()).startsWith("SEND_FAILURE ");
        }
        assertThat(login(visitor(), "keeper-guessed", Keepers.passwordOf("keeper-guessed"))
                        .body())
                .startsWith("SEND_FAILURE ");
    }

    @Test
    void remembered_login_has_a_persistent_cookie() {
        Answer answer = login(visitor(), "guest-stays", Keepers.passwordOf("guest-stays"), "&remember=yes");

        assertThat(answer.setCookie(Visitor.SESSION))
                .singleElement()
                .asString()
                .containsPattern("; Max-Age=1209(600|59\\d);");
    }

    @Test
    void another_session_of_the_same_connection_is_another_caller() {
        Visitor keeper = signedIn("keeper-first");
        Visitor guest = signedIn("guest-second");

        for (int i = 0; i < 20; i++) {
            assertThat(get(keeper, "/door/who").body()).startsWith("keeper-first true ");
            assertThat(get(guest, "/door/who").body()).startsWith("guest-second false ");
            assertThat(get(visitor(), "/door/vault").body()).isEqualTo("closed");
        }
    }

    private Visitor visitor() {
        return new Visitor(server);
    }

    private Visitor signedIn(String name) {
        Visitor visitor = visitor();
        login(visitor, name, Keepers.passwordOf(name)).is(200);
        return visitor;
    }

    private static Answer login(Visitor visitor, String name, String password) {
        return login(visitor, name, password, "");
    }

    private static Answer login(Visitor visitor, String name, String password, String more) {
        return visitor.call("POST", CONTEXT + "/door/login")
                .body("application/x-www-form-urlencoded", "name=" + name + "&password=" + password + more)
                .send();
    }

    private static Answer get(Visitor visitor, String path) {
        return visitor.get(CONTEXT + path);
    }

    private static Answer post(Visitor visitor, String path) {
        return visitor.post(CONTEXT + path);
    }
}
