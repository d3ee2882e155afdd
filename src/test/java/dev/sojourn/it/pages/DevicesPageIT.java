package dev.sojourn.it.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Visitor;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

class DevicesPageIT extends OnPages {

    private final String name = Accounts.fresh();

    @Test
    void every_device_is_listed_and_this_one_is_marked() {
        Visitor phone = signedInWith(AGENT_IPHONE, name);
        Visitor work = signedInWith(AGENT_EDGE, name);
        signInAt(browser, name);

        browser.see("#here .card-current .badge", "Active now");
        browser.see("#count", "2");
        assertThat(browser.all("#here .card")).hasSize(1);
        assertThat(browser.all("#here .card-action"))
                .as("no button to end it among the others")
                .isEmpty();
        browser.see(card(phone), "Safari 18 on iPhone");
        browser.see(card(phone), phone.address());
        browser.see(card(work), "Edge 140 on Windows");
        browser.see("#here .card", "Chrome");
    }

    @Test
    void one_device_is_signed_out_and_learns_why_at_its_next_action() throws IOException {
        Browser lost = anotherBrowser();
        signInAt(browser, name);
        signInAt(lost, name);
        lost.see("#others .card");
        browser.reload();

        browser.click("#others .card-action");
        browser.see("#confirm", "will have to sign in again");
        browser.click("#confirm-yes");
        browser.see("#status[role=status]", "is signed out.");
        browser.see("#none", "No other devices");
        browser.focusOn("others-title");

        lost.click("#end-others");
        lost.click("#confirm-yes");
        lost.see("#reason", "You are signed out");
        assertThat(lost.address().getPath()).isEqualTo("/");
        submit(lost, name, Accounts.passwordOf(name));
        lost.see("#principal", name);
        browser.reload();
        browser.see("#here .card");
    }

    @Test
    void device_that_was_signed_out_learns_it_when_its_page_is_opened_again() {
        Visitor phone = signedInWith(AGENT_IPHONE, name);
        signInAt(browser, name);
        phone.delete("/api/me/sessions").is(200);

        browser.reload();

        browser.see("#reason", "You are signed out");
        assertThat(browser.address().getQuery()).contains("next=/devices.html");
    }

    @Test
    void all_others_are_signed_out_and_counted() {
        Visitor phone = signedInWith(AGENT_IPHONE, name);
        Visitor work = signedInWith(AGENT_EDGE, name);
        Visitor stranger = signedIn(Accounts.fresh());
        signInAt(browser, name);

        browser.click("#end-others");
        browser.see("#confirm", "You stay signed in here.");
        browser.click("#confirm-yes");

        browser.see("#status", "2 other devices are signed out.");
        browser.see("#none");
        phone.get("/api/session").isNoSession("logout");
        work.get("/api/session").isNoSession("logout");
        stranger.get("/api/session").is(200);
        browser.reload();
        browser.see("#principal", name);
    }

    @Test
    void keyboard_alone_signs_out_the_others() {
        Visitor phone = signedInWith(AGENT_IPHONE, name);
        signInAt(browser, name);

        browser.press(Keys.TAB);
        assertThat(browser.focused().getText()).isEqualTo("Skip to content");
        browser.press(Keys.ENTER);
        browser.focusOn("main");
        browser.tabTo("#end-others");
        browser.press(Keys.ENTER);
        browser.focusOn("confirm-cancel");
        browser.press(Keys.ESCAPE);
        browser.focusOn("end-others");
        phone.get("/api/session").is(200);

        browser.press(Keys.SPACE);
        browser.focusOn("confirm-cancel");
        browser.press(Keys.TAB, Keys.ENTER);
        browser.see("#status", "1 other device is signed out.");
        browser.focusOn("others-title");
        phone.get("/api/session").isNoSession("logout");
    }

    @Test
    void calling_it_off_ends_nothing() {
        Visitor phone = signedInWith(AGENT_IPHONE, name);
        signInAt(browser, name);

        browser.click(card(phone) + " .card-action");
        browser.click("#confirm-cancel");

        browser.until("the dialog is gone", any -> !browser.shows("#confirm"));
        phone.get("/api/session").is(200);
        browser.see(card(phone));
    }

    @Test
    void device_that_signed_out_meanwhile_counts_as_signed_out() {
        Visitor phone = signedInWith(AGENT_IPHONE, name);
        signInAt(browser, name);
        String card = card(phone);
        phone.delete("/api/session").is(204);

        browser.click(card + " .card-action");
        browser.click("#confirm-yes");

        browser.see("#status", "Safari 18 on iPhone is signed out.");
        browser.complaints(); // the 404, which the page takes for success
    }

    @Test
    void signing_out_here_says_so_and_leaves_nothing_behind_the_back_button() {
        signInAt(browser, name);
        browser.click("#sign-out");

        browser.see("#reason", "You are signed out");
        assertThat(browser.cookie(Visitor.SESSION)).isEmpty();
        assertThat(browser.cookie(Visitor.CSRF)).isEmpty();
        browser.open(page("devices.html"));
        browser.see("#form");
        browser.back();
        browser.see("#form");
        assertThat(browser.shows("#here .card")).isFalse();
    }

    @Test
    void page_of_one_person_does_not_act_for_the_next_who_signed_in_in_another_tab() {
        String next = Accounts.fresh();
        Visitor phoneOfNext = signedInWith(AGENT_IPHONE, next);
        signedInWith(AGENT_IPHONE, name);
        signInAt(browser, name);
        Visitor otherTab = signedIn(next);
        browser.setCookie(Visitor.SESSION, otherTab.cookie(Visitor.SESSION));
        browser.setCookie(Visitor.CSRF, otherTab.cookie(Visitor.CSRF));

        browser.click("#end-others");
        browser.click("#confirm-yes");

        browser.see("#principal", next);
        phoneOfNext.get("/api/session").is(200);
    }

    @Test
    void what_a_client_says_of_itself_is_shown_as_text() {
        String agent = "<img src=x onerror=\"document.title='owned'\"><b>Chrome/140</b>";
        Visitor hostile = signedInWith(agent, name);
        signInAt(browser, name);

        browser.click(card(hostile) + " summary");
        browser.see(card(hostile) + " details", agent);
        assertThat(browser.all(card(hostile) + " img")).isEmpty();
        assertThat(browser.title()).isEqualTo("My devices · Sojourn");
    }

    @Test
    void without_scripts_the_page_says_what_is_missing() {
        signInAt(browser, name);
        browser.withoutScripts();
        browser.reload();

        browser.see("noscript .notice", "This page needs JavaScript");
    }

    private static String card(Visitor device) {
        return "[data-key='" + device.key() + "']";
    }
}
