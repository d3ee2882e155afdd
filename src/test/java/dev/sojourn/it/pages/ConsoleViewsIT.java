package dev.sojourn.it.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Visitor;
import org.junit.jupiter.api.Test;

/** The console's other views: overview, login blocks, audit. */
class ConsoleViewsIT extends OnConsole {

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

    private static String block(String value) {
        return "#blocks-list [data-value='" + value + "']";
    }
}
