package dev.sojourn.it.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Deployments;
import dev.sojourn.it.Visitor;
import dev.sojourn.servers.MemcachedServer;
import java.io.IOException;
import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The console over Memcached, which lists the active sessions of one user only. */
@ArquillianTest
class ConsoleMemcachedIT {

    private static MemcachedServer memcached;

    @ArquillianResource
    private URI server;

    @Deployment(testable = false)
    static WebArchive war() {
        memcached = MemcachedServer.start();
        return Deployments.warWithAccounts(
                "sojourn.storage=memcached", "sojourn.memcached.servers=127.0.0.1:" + memcached.port());
    }

    @AfterAll
    static void stop() {
        memcached.close();
    }

    @Test
    void list_asks_for_a_user_and_shows_the_active_sessions_of_that_one() throws IOException {
        String name = Accounts.fresh();
        Visitor phone = Visitor.signedIn(server, name);
        try (Browser browser = Browser.start()) {
            browser.open(server.resolve("/console.html"));
            browser.fill("#username", Accounts.ADMIN);
            browser.fill("#password", Accounts.passwordOf(Accounts.ADMIN));
            browser.click("#submit");
            browser.see("#sessions-list", "This storage cannot list all sessions");
            assertThat(browser.barriers()).isEmpty();

            browser.click("#sessions-list .button");
            browser.focusOn("filter-principal");
            browser.fill("#filter-principal", name);
            browser.click("#sessions-filter [type=submit]");
            browser.see("#sessions-list [data-key='" + phone.key() + "']", name);

            browser.open(server.resolve("/console.html#/sessions?principal=" + name + "&state=ended"));
            browser.see("#sessions-list", "This storage lists active sessions only");
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
