package dev.sojourn.it.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Visitor;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.Keys;

class SignInPageIT extends OnPages {

    private final String name = Accounts.fresh();

    @Test
    void name_and_password_with_the_mouse_lead_to_the_devices() {
        openSignIn(browser);
        browser.fill("#username", name);
        browser.fill("#password", Accounts.passwordOf(name));
        browser.click("#submit");

        browser.see("#principal", name);
        assertThat(browser.address()).isEqualTo(page("devices.html"));
        assertThat(browser.title()).isEqualTo("My devices · Sojourn");
    }

    @Test
    void keyboard_alone_signs_in_and_stays_signed_in() {
        openSignIn(browser);
        browser.focusOn("username");
        browser.press(name, Keys.TAB, Accounts.passwordOf(name));
        browser.tabTo("#remember");
        browser.press(Keys.SPACE);
        assertThat(browser.see("#remember").isSelected()).isTrue();
        browser.tabTo("#password");
        browser.press(Keys.ENTER);

        browser.see("#principal", name);
        assertThat(browser.cookie(Visitor.SESSION).orElseThrow().getExpiry()).isNotNull();
    }

    @Test
    void wrong_password_is_announced_and_the_password_is_typed_again() {
        openSignIn(browser);
        submit(browser, name, "wrong");

        browser.see("#error[role=alert]", "The username or the password is not right.");
        browser.focusOn("password");
        assertThat(browser.see("#password").getAttribute("aria-invalid")).isEqualTo("true");
        assertThat(browser.cookie(Visitor.SESSION)).isEmpty();

        browser.press(Accounts.passwordOf(name), Keys.ENTER); // what was wrong is selected, so this takes its place
        browser.see("#principal", name);
    }

    @Test
    void unknown_name_is_answered_in_the_same_words_as_a_wrong_password() {
        openSignIn(browser);
        submit(browser, name, "wrong");
        browser.see("#error .notice");
        String wrongPassword = browser.see("#error").getText();

        browser.reload();
        submit(browser, "nobody", "wrong");

        browser.see("#error .notice");
        assertThat(browser.see("#error").getText()).isEqualTo(wrongPassword);
    }

    @Test
    void empty_fields_are_named_and_nothing_is_sent() {
        openSignIn(browser);
        browser.requests();
        browser.click("#submit");

        browser.see("#username-error", "Enter your username.");
        browser.see("#password-error", "Enter your password.");
        browser.focusOn("username");
        assertThat(browser.requests()).isEmpty();
    }

    @Test
    void too_many_failures_are_announced_and_the_button_waits_but_another_name_may_sign_in() {
        String other = Accounts.fresh();
        openSignIn(browser);
        for (int failures = 1; failures <= 5; failures++) {
            // The message of the time before is taken away before the next one is sent.
            submit(browser, name, "wrong " + failures);
            browser.see("#error", "The username or the password is not right.");
            browser.until("the button is ready", any -> !browser.shows("#submit.is-busy"));
        }
        submit(browser, name, Accounts.passwordOf(name));

        browser.see("#error[role=alert]", "Too many attempts");
        browser.focusOn("error");
        assertThat(browser.see("#error .clock").getText()).matches("1[45]:\\d\\d");
        assertThat(browser.see("#submit").isEnabled()).isFalse();
        assertThat(browser.cookie(Visitor.SESSION)).isEmpty();

        submit(browser, other, Accounts.passwordOf(other));
        browser.see("#principal", other);
    }

    @Test
    void password_is_shown_and_hidden_by_its_button() {
        openSignIn(browser);
        browser.fill("#password", "secret");
        browser.click("#reveal");
        assertThat(browser.see("#password").getAttribute("type")).isEqualTo("text");
        assertThat(browser.see("#reveal").getAttribute("aria-pressed")).isEqualTo("true");

        browser.click("#reveal");
        assertThat(browser.see("#password").getAttribute("type")).isEqualTo("password");
        assertThat(browser.see("#password").getAttribute("value")).isEqualTo("secret");
    }

    @Test
    void protected_page_leads_to_sign_in_and_back_to_itself() {
        browser.open(page("devices.html?view=all"));
        browser.see("#form");
        assertThat(browser.address().getPath()).isEqualTo("/");
        assertThat(browser.shows("#reason .notice")).as("nothing to explain").isFalse();

        submit(browser, name, Accounts.passwordOf(name));
        browser.see("#principal", name);
        assertThat(browser.address()).isEqualTo(page("devices.html?view=all"));
    }

    @Test
    void form_that_has_done_its_work_is_not_behind_the_back_button() {
        openSignIn(browser); // after about:blank
        submit(browser, name, Accounts.passwordOf(name));
        browser.see("#principal", name);

        browser.back();
        assertThat(browser.address()).isEqualTo(URI.create("about:blank"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example/",
                "//elsewhere.example/",
                "/\\elsewhere.example/",
                "/\t/elsewhere.example/",
                "/x/..//elsewhere.example/",
                "javascript:document.title='owned'",
                "elsewhere.example"
            })
    void next_that_leads_elsewhere_is_not_followed(String next) {
        browser.open(page("?next=" + encoded(next)));
        submit(browser, name, Accounts.passwordOf(name));
        browser.see("#principal", name);
        assertThat(browser.address()).isEqualTo(page("devices.html"));

        browser.open(page("?next=" + encoded(next)));
        assertThat(URI.create(browser.see("#continue").getAttribute("href"))).isEqualTo(page("devices.html"));
    }

    @Test
    void next_on_this_server_is_followed() {
        browser.open(page("?next=" + encoded("/index.html?a=1&b=2")));
        submit(browser, name, Accounts.passwordOf(name));

        browser.until("being there", any -> browser.address().equals(page("index.html?a=1&b=2")));
    }

    @ParameterizedTest
    @CsvSource({
        "evicted,  Too many devices",
        "idle,     You were away for a while",
        "theft,    Signed out for your safety"
    })
    void reason_is_explained(String reason, String title) {
        browser.open(page("?reason=" + reason));

        browser.see("#reason[role=status]", title);
        browser.see("#form");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<img src=x onerror=alert(1)>", "__proto__", "Call 555-0100", ""})
    void reason_that_is_none_is_not_shown(String reason) {
        browser.open(page("?reason=" + encoded(reason)));

        browser.see("#form");
        assertThat(browser.shows("#reason .notice")).isFalse();
    }

    @Test
    void who_is_signed_in_already_may_go_on_or_sign_out() {
        signInAt(browser, name);
        browser.open(server);
        browser.see("#signed-in-view", name);
        assertThat(browser.shows("#form")).isFalse();
        browser.click("#continue");
        browser.see("#principal", name);

        browser.open(server);
        browser.click("#sign-out");
        browser.see("#reason", "You are signed out");
        browser.see("#form");
        assertThat(browser.cookie(Visitor.SESSION)).isEmpty();
    }

    @Test
    void session_cookie_is_kept_until_the_browser_closes_and_no_script_sees_it() {
        signInAt(browser, name);

        Cookie session = browser.cookie(Visitor.SESSION).orElseThrow();
        assertThat(session.getExpiry()).isNull();
        assertThat(session.isHttpOnly()).isTrue();
        assertThat(session.getSameSite()).isEqualTo("Lax");
        assertThat((String) browser.run("return document.cookie"))
                .contains(Visitor.CSRF + "=")
                .doesNotContain(Visitor.SESSION);
        assertThat(browser.run("return localStorage.length + sessionStorage.length"))
                .as("what scripts have kept")
                .isEqualTo(0L);
    }

    @Test
    void keep_me_signed_in_makes_a_cookie_that_lasts_for_days() {
        openSignIn(browser);
        browser.click("label[for=remember]");
        submit(browser, name, Accounts.passwordOf(name));
        browser.see("#principal", name);

        Instant expiry =
                browser.cookie(Visitor.SESSION).orElseThrow().getExpiry().toInstant();
        assertThat(expiry).isAfter(Instant.now().plus(Duration.ofDays(13)));
    }

    @Test
    void without_scripts_the_page_says_what_is_missing() {
        browser.withoutScripts();
        browser.open(server);

        browser.see("noscript .notice", "Signing in needs JavaScript");
        assertThat(browser.shows("#form")).isFalse();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
