package dev.sojourn.it.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Deployments;
import java.io.IOException;
import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** The console where sessions live in cookies, and are listed nowhere. */
@ArquillianTest
class ConsoleUnlistedIT {

    @ArquillianResource
    private URI server;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.warWithAccounts(
                "sojourn.storage=cookie",
                "sojourn.cookie-storage.keys=k1:" + "A".repeat(43) + "=",
                "sojourn.cookie-storage.revocation=memory");
    }

    @Test
    void views_say_what_there_is_not_and_show_the_rest() throws IOException {
        try (Browser browser = Browser.start()) {
            browser.open(server.resolve("/console.html"));
            browser.fill("#username", Accounts.ADMIN);
            browser.fill("#password", Accounts.passwordOf(Accounts.ADMIN));
            browser.click("#submit");
            browser.see("#sessions-list", "This storage cannot list all sessions");
            assertThat(browser.barriers()).isEmpty();

            browser.click("#sessions-list .button");
            browser.focusOn("filter-principal");
            browser.fill("#filter-principal", Accounts.ADMIN);
            browser.click("#sessions-filter [type=submit]");
            browser.see("#sessions-list", "Sessions are listed nowhere");
            assertThat(browser.shows("#sessions-bulk .button")).isTrue();

            browser.click("#nav [data-view=overview]");
            browser.see("#tiles .tile-storage", "cookie");
            browser.see("#tiles", "Not counted yet, or the storage cannot.");
            browser.click("#nav [data-view=audit]");
            browser.see("#audit-list", "No audit with this storage");
            browser.click("#nav [data-view=blocks]");
            browser.see("#blocks-list", "Nobody is blocked");
            assertThat(browser.shows("#banner .notice")).isFalse();
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
