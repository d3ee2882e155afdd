package dev.sojourn.it.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Visitor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The administrators' console: who may come in, and what holds for all of its views. */
class ConsoleIT extends OnConsole {

    @Test
    void administrator_comes_from_the_devices_and_finds_a_user() {
        Visitor phone = signedInWith(AGENT_IPHONE, name);
        Visitor other = signedIn(Accounts.fresh());
        signInAt(browser, Accounts.ADMIN);
        browser.click("#console");
        browser.see(row(other));

        search(name);

        browser.see("#sessions-summary", "1 active session");
        browser.see(row(phone), name);
        browser.see(row(phone), "Safari 18 on iPhone");
        browser.see(row(phone), phone.address());
        assertThat(browser.all(row(other))).isEmpty();
        assertThat(browser.address().getFragment()).isEqualTo("/sessions?principal=" + name);
    }

    @Test
    void user_who_is_no_administrator_sees_neither_link_nor_console() {
        signInAt(browser, name);
        assertThat(browser.shows("#console")).isFalse();

        browser.open(page("console.html"));

        browser.see("#forbidden", "You are not an administrator");
        browser.see("#forbidden-name", name);
        assertThat(browser.shows("#nav")).isFalse();
        assertThat(browser.shows("#view-sessions")).isFalse();
        browser.click("#forbidden a");
        browser.see("#here .card");
    }

    @Test
    void view_that_is_asked_for_without_a_session_comes_after_signing_in() {
        browser.open(page("console.html#/blocks"));
        browser.see("#form");
        submit(browser, Accounts.ADMIN, Accounts.passwordOf(Accounts.ADMIN));

        browser.see("#blocks-title");
        assertThat(browser.see("#nav [aria-current=page]").getText()).isEqualTo("Login blocks");
    }

    @Test
    void signing_out_leaves_nothing_behind() {
        openConsole(browser);
        browser.click("#account summary");
        browser.click("#sign-out");

        browser.see("#reason", "You are signed out");
        browser.back();
        assertThat(browser.all("#view-sessions"))
                .as("the console, out of the history")
                .isEmpty();
        browser.open(page("console.html"));
        browser.see("#form");
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void views_have_no_barriers(String theme) {
        Visitor phone = signedInWith(AGENT_IPHONE, name);
        browser.prefer(theme);
        openConsole(browser);
        search(name);
        browser.see(row(phone));
        assertThat(browser.barriers()).as("sessions").isEmpty();

        browser.click(row(phone));
        browser.see("#details", phone.key());
        assertThat(settledBarriers()).as("details").isEmpty();
        browser.click("#details-actions .button-danger");
        browser.see("#confirm");
        assertThat(browser.barriers()).as("the question").isEmpty();
        browser.click("#confirm-cancel");
        browser.press(Keys.ESCAPE);

        for (String view : List.of("overview", "blocks", "audit")) {
            browser.click("#nav [data-view=" + view + "]");
            browser.until(
                    "it is there",
                    any -> browser.all("#view-" + view + " [aria-busy=true]").isEmpty());
            assertThat(settledBarriers()).as(view).isEmpty();
        }
        signOutAndIn();
        browser.see("#forbidden");
        assertThat(browser.barriers()).as("not for everybody").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 390})
    void telephone_shows_all_without_scrolling_sideways(int width) {
        Visitor phone = signedInWith("x".repeat(500), name);
        browser.telephone(width);
        openConsole(browser);
        browser.fill("#filter-principal", name);
        browser.press(Keys.ENTER);
        browser.see(row(phone));
        assertThat(sideways()).as("sessions").isZero();

        browser.click(row(phone) + " .row-open");
        browser.see("#details", phone.key());
        assertThat(sideways()).as("details").isZero();
        browser.click("#details-close");
        for (String view : List.of("overview", "blocks", "audit")) {
            browser.click("#nav [data-view=" + view + "]");
            browser.until(
                    "it is there",
                    any -> browser.all("#view-" + view + " [aria-busy=true]").isEmpty());
            assertThat(sideways()).as(view).isZero();
        }
    }

    private void signOutAndIn() {
        browser.click("#account summary");
        browser.click("#sign-out");
        submit(browser, name, Accounts.passwordOf(name));
        browser.see("#here .card");
        browser.open(page("console.html"));
    }

    /** When nothing moves or fades in any more: half-transparent words have no contrast yet. */
    private List<String> settledBarriers() {
        browser.until(
                "nothing moves",
                any -> Boolean.TRUE.equals(
                        browser.run("return document.getAnimations().every(each => each.playState !== 'running')")));
        return browser.barriers();
    }

    private long sideways() {
        return (Long) browser.run(
                "return Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - window.innerWidth");
    }
}
