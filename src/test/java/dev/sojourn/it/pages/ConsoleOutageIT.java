package dev.sojourn.it.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Deployments;
import dev.sojourn.servers.RedisServer;
import java.io.IOException;
import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The console while its storage is away. */
@ArquillianTest
class ConsoleOutageIT {

    private static RedisServer redis;

    @ArquillianResource
    private URI server;

    @Deployment(testable = false)
    static WebArchive war() {
        redis = RedisServer.with().durable().start();
        return Deployments.warWithAccounts(
                "sojourn.storage=redis",
                "sojourn.redis.url=redis://127.0.0.1:" + redis.port(),
                "sojourn.redis.timeout=1s");
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @Test
    void storage_that_goes_away_is_said_what_is_shown_stays_and_the_console_goes_on_when_it_is_back()
            throws IOException {
        try (Browser browser = Browser.start()) {
            browser.open(server.resolve("/console.html"));
            browser.fill("#username", Accounts.ADMIN);
            browser.fill("#password", Accounts.passwordOf(Accounts.ADMIN));
            browser.click("#submit");
            browser.see("#sessions-list tr[data-key]");

            redis.kill();
            browser.see("#banner[role=alert]", "The storage does not answer");
            browser.see("#sessions-list.is-stale tr[data-key]");
            browser.see("#sessions-summary", "as of");
            assertThat(browser.barriers()).isEmpty();

            redis.restart();
            browser.see("#status", "The connection is back.");
            browser.until("the banner is gone", any -> !browser.shows("#banner .notice"));
            browser.until("the list is fresh", any -> !browser.shows("#sessions-list.is-stale"));
        }
    }

    @Test
    void console_that_is_opened_during_the_outage_starts_by_itself_afterwards() throws IOException {
        try (Browser browser = Browser.start()) {
            browser.open(server.resolve("/console.html"));
            browser.fill("#username", Accounts.ADMIN);
            browser.fill("#password", Accounts.passwordOf(Accounts.ADMIN));
            browser.click("#submit");
            browser.see("#sessions-list tr[data-key]");
            redis.kill();

            browser.reload();
            browser.see("#banner", "The storage does not answer");
            redis.restart();

            browser.see("#sessions-list tr[data-key]");
            assertThat(browser.shows("#banner .notice")).isFalse();
        }
    }
}
