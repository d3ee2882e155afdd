package dev.sojourn.it.pages;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Deployments;
import dev.sojourn.it.Visitor;
import dev.sojourn.it.pages.app.CrowdServlet;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Takes the pictures of docs/console.md, of a site where people come and go for the minutes that the system property {@code pictures} says:
 * the chart shows what the console has seen. Not part of the build.
 */
@ArquillianTest
@EnabledIfSystemProperty(named = "pictures", matches = "\\d+")
class ConsolePicturesIT {

    private static final Path FOLDER = Path.of("docs", "images");

    @ArquillianResource
    private URI server;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.warWithAccounts(
                        "sojourn.application=/shop",
                        "sojourn.storage=database",
                        "sojourn.database.url=jdbc:h2:mem:pictures;DB_CLOSE_DELAY=-1",
                        "sojourn.database.username=sa",
                        "sojourn.session.idle-timeout=12h",
                        "sojourn.web.trusted-proxies=127.0.0.1")
                .addPackage(CrowdServlet.class.getPackage());
    }

    @Test
    void pictures() throws IOException {
        var minutes = Duration.ofMinutes(Long.getLong("pictures"));
        var stranger = new Visitor(server);
        stranger.get("/crowd?past=5").is(200);
        try (Browser browser = Browser.start()) {
            browser.reset(stranger.address());
            browser.prefer("light");
            browser.open(server.resolve("/console.html#/overview"));
            browser.fill("#username", Accounts.ADMIN);
            browser.fill("#password", Accounts.passwordOf(Accounts.ADMIN));
            browser.click("#submit");
            browser.see("#tiles .tile-storage");
            long end = System.nanoTime() + minutes.toNanos();
            Awaitility.await()
                    .pollInterval(Duration.ofSeconds(15))
                    .timeout(minutes.plusMinutes(1))
                    .until(() -> {
                        stranger.get("/crowd").is(200);
                        return System.nanoTime() > end;
                    });
            take(browser, "overview", "#tiles .tile-storage");
            for (int i = 0; i < 6; i++) {
                stranger.signIn("root", "guess " + i); // not before: a block lasts a quarter of an hour
            }
            take(browser, "blocks", "#blocks-list tr[data-value]");
            take(browser, "audit", "#audit-list tr[data-type]");
            take(browser, "sessions", "#sessions-list tr[data-key]");
            browser.prefer("dark");
            take(browser, "sessions", "#sessions-list tr[data-key]", "sessions-dark");
            browser.prefer("light");
            browser.click("#sessions-list tr[data-key]:nth-child(5)");
            browser.see("#details", "cart");
            save(browser, "details");
            browser.click("#details-close");
            browser.telephone(390);
            take(browser, "sessions", "#sessions-list tr[data-key]", "phone");
        }
    }

    private static void take(Browser browser, String view, String content) throws IOException {
        take(browser, view, content, view);
    }

    private static void take(Browser browser, String view, String content, String name) throws IOException {
        browser.click("#nav [data-view=" + view + "]");
        browser.see(content);
        save(browser, name);
    }

    private static void save(Browser browser, String name) throws IOException {
        browser.until(
                "nothing moves",
                any -> Boolean.TRUE.equals(
                        browser.run("return document.getAnimations().every(each => each.playState !== 'running')")));
        Files.write(FOLDER.resolve("console-" + name + ".png"), browser.screenshot());
    }
}
