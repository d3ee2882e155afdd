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

/** The page "my devices" where sessions live in cookies. */
@ArquillianTest
class UnlistedDevicesIT {

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
    void page_says_that_there_is_no_list_and_signs_out() throws IOException {
        String name = Accounts.fresh();
        try (Browser browser = Browser.start()) {
            browser.open(server.resolve("/devices.html"));
            browser.fill("#username", name);
            browser.fill("#password", Accounts.passwordOf(name));
            browser.click("#submit");

            browser.see("#principal", name);
            browser.see("#unlisted");
            assertThat(browser.shows("#content")).isFalse();
            assertThat(browser.all("#error > *")).isEmpty();

            browser.click("#sign-out");
            browser.see("#reason", "You are signed out");
        }
    }
}
