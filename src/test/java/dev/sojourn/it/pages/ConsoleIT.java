package dev.sojourn.it.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Visitor;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The administrators' console, over the storage {@code memory}. */
class ConsoleIT extends OnPages {

    private final String name = Accounts.fresh();

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

        browser.open(page("console/"));

        browser.see("#forbidden", "You are not an administrator");
        browser.see("#forbidden-name", name);
        assertThat(browser.shows("#nav")).isFalse();
        assertThat(browser.shows("#view-sessions")).isFalse();
        browser.click("#forbidden a");
        browser.see("#here .card");
    }

    @Test
    void view_that_is_asked_for_without_a_session_comes_after_signing_in() {
        browser.open(page("console/#/blocks"));
        browser.see("#form");
        submit(browser, Accounts.ADMIN, Accounts.passwordOf(Accounts.ADMIN));

        browser.see("#blocks-title");
        assertThat(browser.see("#nav [aria-current=page]").getText()).isEqualTo("Login blocks");
    }

    @Test
    void details_tell_what_is_known_and_close_by_the_keyboard() {
        Visitor phone = signedInWith(AGENT_IPHONE, name);
        phone.patch("/api/session/attributes", "{\"ui.theme\":\"dark\"}").is(200);
        openConsole(browser);
        search(name);

        browser.see(row(phone) + " .row-open").sendKeys(Keys.ENTER);

        browser.focusOn("details-title");
        browser.see("#details", phone.key());
        browser.see("#details", "ui.theme");
        browser.see("#details", "iOS 18.6");
        browser.see("#details", "user");
        browser.press(Keys.ESCAPE);
        browser.until("the panel is gone", any -> !browser.shows("#details"));
        assertThat(browser.focused().getAttribute("class")).contains("row-open");
    }

    @Test
    void ended_session_vanishes_where_another_administrator_looks() throws IOException {
        Visitor phone = signedInWith(AGENT_IPHONE, name);
        Visitor work = signedInWith(AGENT_EDGE, name);
        Browser colleague = anotherBrowser();
        openConsole(colleague);
        searchAt(colleague, name);
        colleague.see(row(phone));
        openConsole(browser);
        search(name);

        browser.click(row(phone) + " td:last-child .button");
        browser.see("#confirm", "Safari 18 on iPhone (" + phone.address() + ")");
        browser.click("#confirm-yes");

        browser.see("#status", "has ended");
        colleague.until("the row is gone", any -> colleague.all(row(phone)).isEmpty());
        colleague.see(row(work));
        phone.get("/api/session").isNoSession("admin");
        work.get("/api/session").is(200);
    }

    @Test
    void new_session_appears_by_itself() {
        openConsole(browser);
        search(name);
        browser.see("#sessions-list", "No session matches");

        Visitor phone = signedInWith(AGENT_IPHONE, name);

        browser.see(row(phone));
    }

    @Test
    void new_session_does_not_move_a_row_that_has_the_focus() {
        Visitor first = signedInWith(AGENT_IPHONE, name);
        openConsole(browser);
        search(name);
        browser.tabTo(row(first) + " .row-open");

        Visitor second = signedInWith(AGENT_EDGE, name);

        browser.see("#sessions-new[role=status]", "1 new session – show");
        assertThat(browser.all(row(second))).isEmpty();
        browser.click("#sessions-new button");
        browser.see(row(second));
        browser.focusOn("sessions-title");
    }

    @Test
    void all_of_a_user_end_after_a_question_that_counts_them() {
        Visitor phone = signedInWith(AGENT_IPHONE, name);
        Visitor work = signedInWith(AGENT_EDGE, name);
        Visitor other = signedIn(Accounts.fresh());
        openConsole(browser);
        search(name);
        browser.see(row(work));

        browser.click("#end-principal");
        browser.see("#confirm", "End all 2 sessions of " + name);
        browser.see("#confirm", "Edge 140 on Windows, Safari 18 on iPhone");
        browser.click("#confirm-yes");

        browser.see("#status", "2 sessions of " + name + " have ended.");
        browser.see("#sessions-list", "No session matches");
        phone.get("/api/session").isNoSession("admin");
        work.get("/api/session").isNoSession("admin");
        other.get("/api/session").is(200);
    }

    @Test
    void keyboard_alone_ends_a_session() {
        Visitor phone = signedInWith(AGENT_IPHONE, name);
        openConsole(browser);
        browser.tabTo("#filter-principal");
        browser.press(name, Keys.ENTER);
        browser.see("#sessions-summary", "1 active session");

        browser.tabTo(row(phone) + " td:last-child .button");
        browser.press(Keys.ENTER);
        browser.focusOn("confirm-cancel");
        browser.press(Keys.TAB, Keys.ENTER);

        browser.see("#status", "has ended");
        phone.get("/api/session").isNoSession("admin");
        browser.until(
                "the focus is in the row",
                any -> browser.focused().getAttribute("class").contains("row-open"));
    }

    @Test
    void administrator_who_ends_the_own_session_is_told_so_and_signed_out() {
        openConsole(browser);
        search(Accounts.ADMIN);
        String own = "[data-key='"
                + browser.cookie(Visitor.SESSION).orElseThrow().getValue().split("\\.", -1)[0] + "']";
        browser.see(own, "you");

        browser.click(own + " td:last-child .button");
        browser.see("#confirm", "This is your own session");
        browser.click("#confirm-yes");

        browser.see("#reason", "An administrator signed you out");
    }

    @Test
    void pages_of_many_sessions_are_turned_by_cursors() {
        for (int i = 0; i < 5; i++) {
            for (String user : List.of(name, "alice")) {
                signedIn(user);
            }
        }
        for (int i = 0; i < 4; i++) {
            String another = Accounts.fresh();
            for (int j = 0; j < 5; j++) {
                signedIn(another);
            }
        }
        openConsole(browser);
        browser.run("document.querySelector('#sessions-pager-size').value = '25';"
                + "document.querySelector('#sessions-pager-size').dispatchEvent(new Event('change'))");
        browser.until(
                "there are 25 rows",
                any -> browser.all("#sessions-list tr[data-key]").size() == 25);
        String first = browser.see("#sessions-list tr[data-key]").getAttribute("data-key");

        browser.click(".pager-steps .button:last-child");
        browser.see(".pager-page", "Page 2");
        browser.until(
                "other rows are there",
                any -> browser.shows("#sessions-list tr[data-key]")
                        && browser.all("[data-key='" + first + "']").isEmpty());

        browser.click(".pager-steps .button:first-child");
        browser.see("[data-key='" + first + "']");
    }

    @Test
    void address_that_is_none_is_explained() {
        openConsole(browser);
        browser.fill("#filter-address", "nowhere");
        browser.press(Keys.ENTER);

        browser.see("#filter-error[role=alert]", "IP address");
        browser.complaints(); // the 400, which the page has explained
        browser.fill("#filter-address", "10.0.0.0/8");
        browser.press(Keys.ENTER);
        browser.until("the complaint is gone", any -> !browser.shows("#filter-error"));
    }

    @Test
    void blocked_name_is_listed_and_lifted() {
        Visitor clumsy = visitor();
        for (int i = 0; i < 5; i++) {
            clumsy.signIn(name, "wrong").is(401);
        }
        clumsy.signIn(name).is(429);
        openConsole(browser);
        browser.click("#nav [data-view=blocks]");
        browser.focusOn("blocks-title");
        browser.see(block(name), "in 14 minutes");

        browser.click(block(name) + " .button");
        browser.see("#confirm", "Lift the block of " + name);
        browser.click("#confirm-yes");

        browser.see("#status", name + " may try again.");
        browser.until("the block is gone", any -> browser.all(block(name)).isEmpty());
        clumsy.signIn(name).is(201);
    }

    @Test
    void audit_that_the_storage_has_not_is_explained() {
        openConsole(browser);
        browser.click("#nav [data-view=audit]");

        browser.see("#audit-list", "No audit with this storage");
        assertThat(browser.shows("#audit-filter")).isFalse();
    }

    @Test
    void overview_has_numbers_the_storage_and_a_chart_that_can_be_read() {
        openConsole(browser);
        browser.see("#live[data-state=live]", "Live");
        browser.click("#nav [data-view=overview]");

        browser.see("#tiles .tile-storage", "memory");
        browser.see("#tiles .tile-storage .badge", "Up");
        browser.see("#tiles-more", "Validations");
        assertThat(browser.see("#chart svg[role=img]").getAttribute("aria-label"))
                .startsWith("Active sessions and sign-ins over the last");
        browser.click("#chart summary");
        browser.see("#chart table", "Sign-ins in this minute");
    }

    @Test
    void cleanup_says_what_it_did() {
        openConsole(browser);
        browser.click("#nav [data-view=overview]");
        browser.click("#cleanup");

        browser.see("#status .notice-good", "expired");
    }

    @Test
    void what_a_client_says_of_itself_is_shown_as_text() {
        String agent = "<img src=x onerror=\"document.title='owned'\"><b>Chrome/140</b>";
        Visitor hostile = signedInWith(agent, name);
        openConsole(browser);
        search(name);

        browser.click(row(hostile));
        browser.see("#details", agent);
        assertThat(browser.all("#details img")).isEmpty();
        assertThat(browser.title()).isEqualTo("Sessions · Sojourn console");
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
        browser.open(page("console/"));
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
        browser.open(page("console/"));
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

    private void openConsole(Browser at) {
        at.open(page("console/"));
        submit(at, Accounts.ADMIN, Accounts.passwordOf(Accounts.ADMIN));
        at.see("#sessions-list tr[data-key]");
    }

    private void search(String principal) {
        searchAt(browser, principal);
    }

    private static void searchAt(Browser at, String principal) {
        at.fill("#filter-principal", principal);
        at.click("#sessions-filter [type=submit]");
        at.see("#end-principal", principal);
        at.until(
                "the answer is there",
                any -> at.all("#sessions-list[aria-busy=true]").isEmpty());
    }

    private static String row(Visitor device) {
        return "#sessions-list [data-key='" + device.key() + "']";
    }

    private static String block(String value) {
        return "#blocks-list [data-value='" + value + "']";
    }
}
