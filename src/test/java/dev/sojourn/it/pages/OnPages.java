package dev.sojourn.it.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.OnServer;
import dev.sojourn.it.Visitor;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Base of the tests of pages. Every test begins with a fresh browser, and at its end no page may have complained in the console, or have
 * asked any other server for anything.
 */
abstract class OnPages extends OnServer {

    static final String AGENT_IPHONE =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                    + " Version/18.6 Mobile/15E148 Safari/604.1";
    static final String AGENT_EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0";

    /** The person's browser, and those of the same or another person at other places. */
    private static final List<Browser> BROWSERS = new ArrayList<>();

    /** The person's browser. */
    Browser browser;

    /** How many of them this test uses. */
    private int used;

    @RegisterExtension
    final AfterTestExecutionCallback picture = context -> {
        if (context.getExecutionException().isPresent()) {
            Path folder = Files.createDirectories(Path.of("target", "failed-pages"));
            for (int i = 0; i < used; i++) {
                Path file = folder.resolve(context.getRequiredTestMethod().getName() + "-" + i + ".png");
                Files.write(file, BROWSERS.get(i).screenshot());
            }
        }
    };

    @BeforeAll
    static void startBrowser() throws IOException {
        BROWSERS.add(Browser.start());
    }

    /** All of them, even when one of them fails to close. */
    @AfterAll
    static void closeBrowsers() throws IOException {
        if (!BROWSERS.isEmpty()) {
            try (Browser last = BROWSERS.remove(BROWSERS.size() - 1)) {
                closeBrowsers();
            }
        }
    }

    @BeforeEach
    void freshBrowser() throws IOException {
        browser = anotherBrowser();
    }

    @AfterEach
    void pages_were_quiet_and_kept_to_their_server() {
        for (Browser each : BROWSERS.subList(0, used)) {
            assertThat(each.complaints())
                    .as("warnings and errors in the console")
                    .isEmpty();
            assertThat(each.requests())
                    .as("requests of the pages")
                    .allSatisfy(request ->
                            assertThat(request.address().getAuthority()).isEqualTo(server.getAuthority()));
        }
    }

    /** One more browser, on another device. */
    Browser anotherBrowser() throws IOException {
        if (used == BROWSERS.size()) {
            BROWSERS.add(Browser.start());
        }
        Browser fresh = BROWSERS.get(used++);
        fresh.reset(visitor().address());
        return fresh;
    }

    /** An address of the application. */
    URI page(String path) {
        return server.resolve(path);
    }

    /** Opens the sign-in page and waits until it can be used. */
    void openSignIn(Browser at) {
        at.open(server);
        at.see("#form");
    }

    /** Fills in the form and sends it off. */
    void submit(Browser at, String name, String password) {
        at.fill("#username", name);
        at.fill("#password", password);
        at.click("#submit");
    }

    /** Signs in with the mouse, and waits for the devices. */
    void signInAt(Browser at, String name) {
        openSignIn(at);
        submit(at, name, Accounts.passwordOf(name));
        at.at(page("devices.html").getPath());
        at.see("#content");
    }

    /** Somebody who has signed in with another client, such as a telephone. */
    Visitor signedInWith(String userAgent, String name) {
        Visitor visitor = visitor();
        visitor.call("POST", page("api/session").getPath())
                .json(Visitor.credentials(name, Accounts.passwordOf(name)))
                .header("User-Agent", userAgent)
                .send()
                .is(201);
        return visitor;
    }
}
