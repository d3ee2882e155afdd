package dev.sojourn.it.pages;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import dev.sojourn.servers.Installed;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A headless Chromium with a profile of its own, which is deleted when it is closed. Does what a person does: clicks, types, looks; and
 * waits for what is looked for. For one thread.
 */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Answers that the contract foresees, which Chromium writes to the console all the same. */
    private static final String FORESEEN =
            "\\S+/api/\\S+ - Failed to load resource: the server responded with a status of (401|403|404|429|501|503) .*";

    private final Path profile;
    private final ChromeDriverService service;
    private final ChromeDriver driver;
    private boolean nudged;

    private Browser(Path profile, ChromeDriverService service, ChromeDriver driver) {
        this.profile = profile;
        this.service = service;
        this.driver = driver;
    }

    /** Starts one. Without the programs the test is skipped, or fails in CI. */
    static Browser start() throws IOException {
        Path chromium = Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Installed.find(name).stream())
                .findFirst()
                .orElseGet(() -> Installed.missing("chromium", "chromium"));
        Path chromedriver = Installed.require("chromedriver", "chromium-driver");
        Path profile = Files.createTempDirectory("sojourn-browser");
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver.toFile())
                .usingAnyFreePort()
                .build();
        try {
            service.start();
            return new Browser(profile, service, new ChromeDriver(service, options(chromium, profile)));
        } catch (IOException | RuntimeException e) {
            service.stop();
            delete(profile);
            throw e;
        }
    }

    private static ChromeOptions options(Path chromium, Path profile) {
        var logs = new LoggingPreferences();
        logs.enable("browser", Level.ALL);
        logs.enable("performance", Level.ALL);
        var options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.setCapability("goog:loggingPrefs", logs);
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-breakpad",
                "--window-size=1280,800",
                "--user-data-dir=" + profile);
        return options;
    }

    /** As fresh as when it was started, seen by the server at this address. */
    void reset(String address) {
        cdp("Network.clearBrowserCookies", Map.of());
        cdp("Network.setExtraHTTPHeaders", Map.of("headers", Map.of("Forwarded", "for=" + address)));
        cdp("Emulation.clearDeviceMetricsOverride", Map.of());
        cdp("Emulation.setScriptExecutionDisabled", Map.of("value", false));
        cdp("Emulation.setEmulatedMedia", Map.of("features", List.of()));
        driver.get("about:blank");
        complaints();
        requests();
    }

    /** The theme that the person has chosen in the operating system. */
    void prefer(String theme) {
        cdp(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
    }

    /** The screen of a telephone of this width. */
    void telephone(int width) {
        cdp(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 740, "deviceScaleFactor", 2, "mobile", true));
    }

    void withoutScripts() {
        cdp("Emulation.setScriptExecutionDisabled", Map.of("value", true));
    }

    private void cdp(String command, Map<String, Object> parameters) {
        driver.executeCdpCommand(command, parameters);
    }

    void open(URI address) {
        driver.get(address.toString());
    }

    void reload() {
        driver.navigate().refresh();
    }

    void back() {
        driver.navigate().back();
    }

    URI address() {
        return URI.create(driver.getCurrentUrl());
    }

    String title() {
        return driver.getTitle();
    }

    /** Waits until this is true, or not null. */
    <T> T until(String what, Function<WebDriver, T> condition) {
        return new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50))
                .ignoring(StaleElementReferenceException.class)
                .withMessage(() -> what + " at " + driver.getCurrentUrl())
                .until(condition);
    }

    /** Waits for this page. */
    void at(String path) {
        until("being at " + path, any -> address().getPath().equals(path));
    }

    /** Waits until an element that matches can be seen. */
    WebElement see(String selector) {
        return until(
                selector + " is seen",
                any -> find(selector).filter(WebElement::isDisplayed).orElse(null));
    }

    /** Waits until one can be seen that says this. */
    void see(String selector, String text) {
        until(
                "'" + text + "' is seen in " + selector,
                any -> find(selector)
                        .filter(WebElement::isDisplayed)
                        .filter(element -> element.getText().contains(text))
                        .isPresent());
    }

    private Optional<WebElement> find(String selector) {
        return all(selector).stream().findFirst();
    }

    /** What matches now, without waiting. */
    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** Whether something that matches can be seen now, without waiting. */
    boolean shows(String selector) {
        return all(selector).stream().anyMatch(WebElement::isDisplayed);
    }

    /** With the mouse. */
    void click(String selector) {
        see(selector).click();
    }

    /** Moves the mouse there. */
    void pointAt(String selector) {
        new Actions(driver).moveToElement(see(selector)).perform();
    }

    /** Moves the mouse a little, and back the next time. */
    void nudge() {
        nudged = !nudged;
        new Actions(driver).moveByOffset(nudged ? 2 : -2, 0).perform();
    }

    /** Clicks the field and types, in the place of what was there. */
    void fill(String selector, String text) {
        WebElement field = see(selector);
        field.click();
        field.clear();
        field.sendKeys(text);
    }

    /** Keys as they come, to whatever has the focus. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Presses Tab until the element has the focus. Fails when it cannot be reached. */
    void tabTo(String selector) {
        for (int i = 0; i < 50; i++) {
            if (focused().equals(see(selector))) {
                return;
            }
            press(Keys.TAB);
        }
        throw new AssertionError("Tab does not lead to " + selector);
    }

    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    /** Waits until an element of this id has the focus. */
    void focusOn(String id) {
        until("the focus is on " + id, any -> id.equals(focused().getAttribute("id")));
    }

    /** Runs this in each page before its own scripts. */
    void beforeEachPage(String script) {
        cdp("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    /** How much of its memory the page's scripts use, after the garbage is collected. */
    long heapBytes() {
        cdp("HeapProfiler.collectGarbage", Map.of());
        Map<String, Object> answer = driver.executeCdpCommand("Runtime.getHeapUsage", Map.of());
        return ((Number) answer.get("usedSize")).longValue();
    }

    Object run(String script) {
        return driver.executeScript(script);
    }

    /** Has another cookie from now on, as after a login in another tab. */
    void setCookie(String name, String value) {
        cdp("Network.setCookie", Map.of("name", name, "value", value, "url", driver.getCurrentUrl()));
    }

    /** The cookie, with what scripts cannot see. */
    Optional<Cookie> cookie(String name) {
        return Optional.ofNullable(driver.manage().getCookieNamed(name));
    }

    /** What axe-core finds wrong with the page as it is now. */
    List<String> barriers() {
        return new AxeBuilder()
                .analyze(driver).getViolations().stream().map(Browser::describe).toList();
    }

    private static String describe(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " "
                + rule.getNodes().stream().map(node -> node.getHtml()).toList();
    }

    /** Warnings and errors of the console since the last call, violated policies among them. */
    List<String> complaints() {
        return StreamSupport.stream(driver.manage().logs().get("browser").spliterator(), false)
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .filter(message -> !message.matches(FORESEEN))
                .toList();
    }

    /** The requests since the last call, without those that the Content-Security-Policy kept from leaving the browser. */
    List<Request> requests() {
        List<JsonObject> messages = StreamSupport.stream(
                        driver.manage().logs().get("performance").spliterator(), false)
                .map(Browser::message)
                .toList();
        Set<String> refused = parameters(messages, "Network.loadingFailed")
                .filter(failure -> failure.getString("blockedReason", "").equals("csp"))
                .map(failure -> failure.getString("requestId"))
                .collect(Collectors.toSet());
        return parameters(messages, "Network.requestWillBeSent")
                .filter(sent -> !refused.contains(sent.getString("requestId")))
                .map(sent -> sent.getJsonObject("request"))
                .map(request -> new Request(request.getString("method"), URI.create(request.getString("url"))))
                .filter(request -> Set.of("http", "https", "ws", "wss")
                        .contains(request.address().getScheme()))
                .toList();
    }

    private static Stream<JsonObject> parameters(List<JsonObject> messages, String method) {
        return messages.stream()
                .filter(message -> message.getString("method").equals(method))
                .map(message -> message.getJsonObject("params"));
    }

    record Request(String method, URI address) {}

    private static JsonObject message(LogEntry entry) {
        try (var reader = Json.createReader(new StringReader(entry.getMessage()))) {
            return reader.readObject().getJsonObject("message");
        }
    }

    byte[] screenshot() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    @Override
    public void close() throws IOException {
        try {
            driver.quit();
        } finally {
            service.stop();
            delete(profile);
        }
    }

    /** Chromium's last processes may still write while it is deleted: then it is tried again. */
    private static void delete(Path folder) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
                return;
            } catch (IOException | UncheckedIOException e) {
                if (attempt == 20) {
                    throw new IOException("the browser's profile stays behind: " + folder, e);
                }
            }
        }
    }
}
