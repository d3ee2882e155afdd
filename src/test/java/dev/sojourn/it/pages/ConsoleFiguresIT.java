package dev.sojourn.it.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Deployments;
import dev.sojourn.it.Visitor;
import dev.sojourn.it.figures.ManySessions;
import dev.sojourn.it.pages.app.CrowdServlet;
import dev.sojourn.servers.PayaraMicro;
import dev.sojourn.servers.PostgresServer;
import dev.sojourn.servers.RedisServer;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.database.DatabaseOptions;
import dev.sojourn.store.database.DatabaseStores;
import dev.sojourn.store.database.SchemaMode;
import dev.sojourn.store.redis.RedisNode;
import dev.sojourn.store.redis.RedisOptions;
import dev.sojourn.store.redis.RedisStores;
import dev.sojourn.store.redis.RedisTopology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long an administrator waits for rows in the browser among many sessions, and what a minute of 20 sign-ins a second does to the page.
 * Appends to {@code target/console-figures.txt}; {@code benchmarks/console} runs this alone.
 */
@EnabledIfSystemProperty(named = "figures.sessions", matches = "\\d+")
class ConsoleFiguresIT {

    private static final int SESSIONS = Integer.getInteger("figures.sessions", 0);
    private static final int OPENINGS = 10;
    private static final int PAGES = 10;
    private static final int SIGN_INS_PER_SECOND = 20;
    private static final Duration LOAD = Duration.ofSeconds(60);

    /** Notes when rows were painted after there had been none. */
    private static final String STOPWATCH = """
            addEventListener('DOMContentLoaded', () => {
              const list = document.getElementById('sessions-list');
              let there = false;
              list && new MutationObserver(() => {
                const now = list.querySelector('tr[data-key]') !== null;
                if (now && !there) requestAnimationFrame(() => setTimeout(() => window.shownAt = performance.now()));
                there = now;
              }).observe(list, {childList: true, subtree: true});
            });
            """;

    @TempDir
    Path folder;

    @Test
    void postgresql() throws Exception {
        try (PostgresServer server = PostgresServer.start(Map.of("synchronous_commit", "off"))) {
            var source = new DatabaseOptions.Url(server.url(), server.user(), server.password());
            try (SessionStore store = DatabaseStores.open(
                    new DatabaseOptions(source, 8, Duration.ofSeconds(30), SchemaMode.CREATE, "sojourn:"),
                    Clock.systemUTC())) {
                ManySessions.fill(store, SESSIONS);
            }
            server.administer("VACUUM ANALYZE");
            measure(
                    "PostgreSQL " + server.version(),
                    "sojourn.storage=database",
                    "sojourn.database.url=" + server.url(),
                    "sojourn.database.username=" + server.user(),
                    "sojourn.database.password=" + server.password());
        }
    }

    @Test
    void redis() throws Exception {
        try (RedisServer server = RedisServer.start()) {
            try (SessionStore store = RedisStores.open(
                    RedisOptions.defaults()
                            .withTopology(new RedisTopology.Standalone(new RedisNode("127.0.0.1", server.port())))
                            .withTimeouts(Duration.ofSeconds(30), Duration.ofSeconds(5)),
                    Clock.systemUTC())) {
                ManySessions.fill(store, SESSIONS);
            }
            measure("Redis", "sojourn.storage=redis", "sojourn.redis.port=" + server.port());
        }
    }

    private void measure(String storage, String... configuration) throws Exception {
        Path war = folder.resolve("ROOT.war");
        Deployments.warWithAccounts(configuration)
                .addPackage(CrowdServlet.class.getPackage())
                .as(ZipExporter.class)
                .exportTo(war.toFile());
        try (PayaraMicro node = PayaraMicro.start(List.of(war), "/api/health");
                Browser browser = Browser.start()) {
            browser.beforeEachPage(STOPWATCH);
            browser.open(node.uri().resolve("/console.html"));
            browser.fill("#username", Accounts.ADMIN);
            browser.fill("#password", Accounts.passwordOf(Accounts.ADMIN));
            browser.click("#submit");
            shownAfter(browser, 0);

            double[] openings = new double[OPENINGS];
            for (int i = 0; i < OPENINGS; i++) {
                browser.reload();
                openings[i] = shownAfter(browser, 0);
            }
            write(storage, "navigation to rows", openings);
            write(storage, "next page", turn(browser, ".pager-steps .button:last-child"));
            write(storage, "previous page", turn(browser, ".pager-steps .button:first-child"));
            write(storage, "search for a user", new double[] {
                act(
                        browser,
                        "document.querySelector('#filter-principal').value = 'user17';"
                                + "document.querySelector('#sessions-filter [type=submit]').click()")
            });
            write(storage, "back to all", new double[] {
                act(browser, "document.querySelector('#sessions-clear').click()")
            });
            load(storage, browser, new Visitor(node.uri()));
        }
    }

    private static double[] turn(Browser browser, String button) {
        double[] millis = new double[PAGES];
        for (int i = 0; i < PAGES; i++) {
            millis[i] = act(browser, "document.querySelector('" + button + "').click()");
        }
        return millis;
    }

    private static double act(Browser browser, String script) {
        double began =
                ((Number) browser.run("const began = performance.now();" + script + "; return began")).doubleValue();
        return shownAfter(browser, began) - began;
    }

    private static double shownAfter(Browser browser, double began) {
        Number at = browser.until(
                "rows are shown",
                any -> browser.run("return window.shownAt > " + began + " ? window.shownAt : null")
                                instanceof Number shown
                        ? shown
                        : null);
        return at.doubleValue();
    }

    /** People sign in, while the pointer is moved over one row. */
    private static void load(String storage, Browser browser, Visitor stranger) throws IOException {
        String elements = "return document.querySelectorAll('*').length";
        String rows = "return document.querySelectorAll('#sessions-list tr[data-key]').length";
        String aimed =
                "const row = document.querySelector('#sessions-list tr[data-key]:hover'); return row && row.dataset.key";
        long elementsBefore = (Long) browser.run(elements);
        long heapBefore = browser.heapBytes();
        browser.pointAt("#sessions-list tr[data-key]:nth-child(3)");
        Object row = browser.until("the pointer is in a row", any -> browser.run(aimed));
        long mostRows = 0;
        int moved = 0;
        try (var people = new People(stranger)) {
            long end = System.nanoTime() + LOAD.toNanos();
            while (System.nanoTime() < end) {
                Awaitility.await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
                browser.nudge();
                mostRows = Math.max(mostRows, (Long) browser.run(rows));
                moved += Objects.equals(row, browser.run(aimed)) ? 0 : 1;
            }
            people.report(storage);
        }
        browser.see("#sessions-new", "new sessions – show");
        browser.pointAt("#sessions-title");
        browser.until("the newest are shown", any -> !browser.shows("#sessions-new button"));
        append("| %s | %d | %d | %d → %d | %.1f → %.1f | %d |%n"
                .formatted(
                        storage,
                        SESSIONS,
                        mostRows,
                        elementsBefore,
                        (Long) browser.run(elements),
                        heapBefore / 1e6,
                        browser.heapBytes() / 1e6,
                        moved));
        assertThat(moved).as("rows under the pointer that have moved").isZero();
        assertThat(mostRows).isLessThanOrEqualTo(50);
    }

    /** Signs in so many a second. */
    private static final class People implements AutoCloseable {

        private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        private final AtomicInteger count = new AtomicInteger();

        People(Visitor stranger) {
            var unused = timer.scheduleAtFixedRate(
                    () -> {
                        if (stranger.get("/crowd").status() == 200) {
                            count.incrementAndGet();
                        }
                    },
                    0,
                    1_000_000 / SIGN_INS_PER_SECOND,
                    TimeUnit.MICROSECONDS);
        }

        void report(String storage) {
            System.out.println(storage + ": " + count + " have signed in");
        }

        @Override
        public void close() {
            timer.shutdownNow();
        }
    }

    private static void write(String storage, String what, double[] millis) throws IOException {
        Arrays.sort(millis);
        append("| %s | %d | %s | %.0f | %.0f |%n"
                .formatted(storage, SESSIONS, what, millis[millis.length / 2], millis[millis.length - 1]));
    }

    private static void append(String line) throws IOException {
        System.out.print(line);
        Files.writeString(
                Path.of("target", "console-figures.txt"), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
