package dev.sojourn.it.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Answer;
import dev.sojourn.it.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the jar does to the requests of an application, and what it leaves alone. */
class EmbeddedFilterIT extends InApplication {

    @Test
    void wrapped_request_tells_the_sessions_principal_and_roles() {
        Visitor visitor = signedIn("shopper-who");

        assertThat(get(visitor, "/who").is(200).isPrivate().body())
                .isEqualTo("shopper-who shopper-who true false " + visitor.key());
        assertThat(get(visitor(), "/who").is(200).body()).isEqualTo("nobody null false false none");
    }

    @Test
    void cookies_are_for_the_whole_host() {
        Answer answer = signIn(visitor(), "shopper-cookies").is(200);

        assertThat(answer.setCookie(Visitor.SESSION)).singleElement().asString().contains("; Path=/; HttpOnly");
        assertThat(answer.setCookie(Visitor.CSRF)).singleElement().asString().contains("; Path=/; SameSite");
    }

    @Test
    void logout_of_the_request_ends_the_session() {
        Visitor visitor = signedIn("shopper-logout");
        Visitor saved = visitor.copy();

        Answer answer = post(visitor, "/logout").is(200);

        assertThat(answer.body()).isEqualTo("nobody null false false none");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("; Path=/; Max-Age=0"));
        assertThat(get(saved, "/who").body()).endsWith("none");
        assertThat(visitor.cookie(Visitor.SESSION)).isEmpty();
    }

    @Test
    void second_half_of_an_asynchronous_request_has_the_session_too() {
        Visitor visitor = signedIn("shopper-async");

        assertThat(get(visitor, "/async").is(200).body())
                .isEqualTo("shopper-async shopper-async true false " + visitor.key());
    }

    @Test
    void protected_page_leads_browsers_to_the_login_page_with_the_context_path() {
        Answer answer = visitor()
                .call("GET", CONTEXT + "/inside/page.html?a=b")
                .header("Accept", "text/html")
                .send()
                .is(302);

        assertThat(answer.header("Location")).contains("/mall/login.html?next=%2Fmall%2Finside%2Fpage.html%3Fa%3Db");
        visitor().get(CONTEXT + "/inside/page.html").isNoSession("missing");
        assertThat(signedIn("shopper-inside")
                        .get(CONTEXT + "/inside/page.html")
                        .is(200)
                        .body())
                .isEqualTo("a page for some");
        assertThat(visitor().get(CONTEXT + "/login.html").is(200).body()).isEqualTo("a page for everybody");
    }

    @Test
    void csrf_token_may_come_in_a_form_field() {
        Visitor visitor = signedIn("shopper-form");
        String token = get(visitor, "/csrf").is(200).body();

        form(visitor, "/cart", "item", "f\u00fcr dich", "_csrf", token)
                .csrf(null)
                .send()
                .is(200);
        assertThat(get(visitor, "/cart").body()).isEqualTo("{cart=\"f\u00fcr dich\", draft=\"x\"}");

        form(visitor, "/cart", "item", "tea").csrf(null).send().isProblem(403, "csrf");
        form(visitor, "/cart", "item", "tea", "_csrf", token + "A")
                .csrf(null)
                .send()
                .isProblem(403, "csrf");
        form(visitor, "/cart?_csrf=" + token, "item", "tea").csrf(null).send().isProblem(403, "csrf");
        assertThat(get(visitor, "/cart").body()).contains("f\u00fcr dich");
    }

    /** The application's own {@code @Path("session")} stays its own, and the jar's resources do not answer. */
    @Test
    void rest_api_is_off_and_the_applications_own_resources_are_untouched() {
        Visitor visitor = signedIn("shopper-rest");

        assertThat(visitor.get(CONTEXT + "/api/session").is(200).body()).isEqualTo("a session of the conference");
        visitor.get(CONTEXT + "/api/me/sessions").is(404);
        visitor.delete(CONTEXT + "/api/me/sessions").is(404);
        visitor.post(CONTEXT + "/api/session/rotation").is(404);
        assertThat(visitor()
                        .post(CONTEXT + "/api/session", Visitor.credentials("admin", "x"))
                        .status())
                .isIn(404, 405);
        visitor().get(CONTEXT + "/api").is(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/devices.html", "/assets/js/signin.js", "/error"})
    void pages_are_off(String page) {
        assertThat(signedIn("shopper-pages").get(CONTEXT + page).status()).isIn(403, 404);
    }

    @Test
    void only_the_applications_own_identity_store_knows_users() {
        assertThat(post(visitor(), "/login", "name", "admin", "password", "admin")
                        .is(200)
                        .body())
                .isEqualTo("Failed");
        assertThat(post(visitor(), "/login", "name", "shopper-x", "password", "wrong")
                        .is(200)
                        .body())
                .isEqualTo("Failed");
    }

    @Test
    void page_that_needs_a_session_and_finds_none_is_refused() {
        get(visitor(), "/needs").isNoSession("missing");

        Answer browser = visitor()
                .call("GET", CONTEXT + "/shop/needs")
                .header("Accept", "text/html")
                .send()
                .is(302);
        assertThat(browser.header("Location")).contains("/mall/login.html?next=%2Fmall%2Fshop%2Fneeds");
    }

    @Test
    void fault_of_the_application_stays_its_own() {
        assertThat(get(visitor(), "/failing").is(500).body()).doesNotContain("urn:sojourn:problem");
    }
}
