package dev.sojourn.web;

import dev.sojourn.AddressPrivacy;
import dev.sojourn.AddressRange;
import dev.sojourn.Attributes;
import dev.sojourn.ClientDetails;
import dev.sojourn.Lifetime;
import dev.sojourn.Session;
import dev.sojourn.SessionKey;
import dev.sojourn.SessionSnapshot;
import dev.sojourn.SessionState;
import dev.sojourn.config.CookieSettings;
import dev.sojourn.config.CsrfSettings;
import dev.sojourn.config.PathPattern;
import dev.sojourn.config.RestSettings;
import dev.sojourn.config.Settings;
import dev.sojourn.config.SettingsLoader;
import dev.sojourn.config.UserSettings;
import dev.sojourn.config.WebSettings;
import dev.sojourn.config.WebSettings.AddressHeader;
import dev.sojourn.engine.HijackPolicy;
import dev.sojourn.engine.LoginPolicy;
import dev.sojourn.engine.SessionPolicy;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Settings and sessions for tests. */
final class WebFixture {

    static final Instant NOW = Instant.parse("2025-06-01T12:00:00Z");
    static final String COOKIE = "__Host-session_id";
    static final String CSRF_COOKIE = "__Host-csrf_token";
    static final CookieSettings COOKIES = new CookieSettings(COOKIE, CSRF_COOKIE, true, "Lax", "/", null, null, false);

    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private List<PathPattern> protectedPaths = List.of();
    private List<PathPattern> publicPaths = List.of();
    private List<PathPattern> passivePaths = List.of();
    private List<PathPattern> exemptPaths = List.of();
    private List<AddressRange> trusted = List.of();
    private AddressHeader addressHeader = AddressHeader.FORWARDED;
    private String loginPage;
    private boolean enforceHttps;
    private boolean csrf = true;
    private boolean rest;
    private Duration renewal;
    private HijackPolicy hijack = HijackPolicy.DEFAULT;

    WebFixture protect(String... patterns) {
        protectedPaths = patterns(patterns);
        return this;
    }

    WebFixture open(String... patterns) {
        publicPaths = patterns(patterns);
        return this;
    }

    WebFixture passive(String... patterns) {
        passivePaths = patterns(patterns);
        return this;
    }

    WebFixture exempt(String... patterns) {
        exemptPaths = patterns(patterns);
        return this;
    }

    WebFixture trust(AddressHeader header, String... ranges) {
        addressHeader = header;
        trusted = Stream.of(ranges)
                .map(text -> AddressRange.parse(text).orElseThrow())
                .toList();
        return this;
    }

    WebFixture loginPage(String page) {
        loginPage = page;
        return this;
    }

    WebFixture enforceHttps() {
        enforceHttps = true;
        return this;
    }

    WebFixture withoutCsrf() {
        csrf = false;
        return this;
    }

    WebFixture rest() {
        rest = true;
        return this;
    }

    WebFixture hijack(HijackPolicy policy) {
        hijack = policy;
        return this;
    }

    WebFixture renewal(Duration interval) {
        renewal = interval;
        return this;
    }

    WebSettings web() {
        return new WebSettings(
                protectedPaths,
                publicPaths,
                loginPage,
                trusted,
                addressHeader,
                enforceHttps,
                false,
                passivePaths,
                "X-Session-Passive");
    }

    Settings settings() {
        var session = new SessionPolicy(
                "/shop",
                Set.of(),
                new Lifetime(Duration.ofMinutes(30), Duration.ofHours(12), false),
                Duration.ZERO,
                5,
                65536,
                Duration.ofMinutes(30),
                Duration.ofSeconds(30),
                renewal,
                List.of(),
                100,
                32,
                hijack,
                AddressPrivacy.FULL,
                DEADLINE);
        return new Settings(
                false,
                session,
                new Lifetime(null, Duration.ofDays(14), true),
                Duration.ofMinutes(15),
                new LoginPolicy(5, 20, Duration.ofMinutes(15), false, DEADLINE, Duration.ofDays(90)),
                new SettingsLoader()
                        .load(new SmallRyeConfigBuilder().build(), "/shop", false)
                        .storage(),
                new CsrfSettings(csrf, exemptPaths, "_csrf"),
                COOKIES,
                web(),
                new RestSettings(rest, List.of(), List.of(), false),
                new UserSettings(Map.of()));
    }

    /** A live session of this principal (null: of nobody), until the instant at the latest, and idle long before. */
    static Session session(String principal, Instant expiresAt, boolean persistent) {
        return new SessionSnapshot(
                new SessionKey("AAAAAAAAAAAAAAAAAAAAAA"),
                "/shop",
                principal,
                principal == null ? Set.of() : Set.of("customer"),
                null,
                SessionState.ACTIVE,
                null,
                null,
                NOW,
                principal == null ? null : NOW,
                NOW,
                NOW.plusSeconds(60),
                expiresAt.equals(Instant.MAX) ? null : expiresAt,
                ClientDetails.UNKNOWN,
                new Attributes(Map.of(), null),
                persistent);
    }

    private static List<PathPattern> patterns(String... texts) {
        return Stream.of(texts).map(PathPattern::new).toList();
    }
}
