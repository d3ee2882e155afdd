package dev.sojourn.it.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Visitor;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The console's view of the sessions. */
class ConsoleSessionsIT extends OnConsole {

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
    void new_session_does_not_move_a_row_under_the_pointer_until_it_leaves() {
        Visitor first = signedInWith(AGENT_IPHONE, name);
        openConsole(browser);
        search(name);
        browser.pointAt(row(first));
        int top = browser.see(row(first)).getLocation().getY();

        Visitor second = signedInWith(AGENT_EDGE, name);

        browser.see("#sessions-new[role=status]", "1 new session – show");
        assertThat(browser.see(row(first)).getLocation().getY()).isEqualTo(top);
        assertThat(browser.all(row(second))).isEmpty();
        browser.pointAt("#sessions-title");
        browser.see(row(second));
        assertThat(browser.shows("#sessions-new button")).isFalse();
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
}
