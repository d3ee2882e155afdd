package dev.sojourn.config;

import static dev.sojourn.config.Types.ATTRIBUTE_PATTERNS;
import static dev.sojourn.config.Types.BOOLEAN;
import static dev.sojourn.config.Types.HEADER_TOKEN;
import static dev.sojourn.config.Types.NAMES;
import static dev.sojourn.config.Types.PATHS;
import static dev.sojourn.config.Types.POSITIVE;
import static dev.sojourn.config.Types.SECOND;
import static dev.sojourn.config.Types.TEXT;
import static dev.sojourn.config.Types.choice;
import static dev.sojourn.config.Types.duration;
import static dev.sojourn.config.Types.durationOrOff;
import static dev.sojourn.config.Types.number;
import static dev.sojourn.config.Types.numberOrOff;

import dev.sojourn.AddressRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** All keys, in the order of the documentation. */
final class Keys {

    static final String ROOT = "sojourn.";

    private static final List<Key<?>> ALL = new ArrayList<>();

    static final Key<String> APPLICATION =
            open("application", TEXT, "the context path", "Name of this application in every session that it creates.");
    static final Key<List<String>> TRUSTED_APPLICATIONS = list(
            "trusted-applications", NAMES, "Other applications whose sessions are accepted here (single sign-on).");
    static final Key<String> STORAGE = of("storage", choice("memory"), "memory", "Where sessions are kept.");
    static final Key<String> PREFIX =
            of("prefix", Types.KEY_PREFIX, "sojourn:", "Put before every key in a storage that others use too.");

    static final Key<Optional<Duration>> IDLE_TIMEOUT = of(
            "session.idle-timeout", durationOrOff(POSITIVE), "PT30M", "A session ends when it is unused for so long.");
    static final Key<Optional<Duration>> ABSOLUTE_TIMEOUT = of(
            "session.absolute-timeout",
            durationOrOff(POSITIVE),
            "PT12H",
            "A session ends so long after its login, used or not (NIST SP 800-63B, AAL2).");
    static final Key<Duration> TOUCH_INTERVAL = open(
            "session.touch-interval",
            duration(Duration.ZERO),
            "PT1M, or idle-timeout / 10 where that is less",
            "Activity is written at most once in so long. At most a tenth of the idle timeout.");
    static final Key<Integer> MAX_PER_PRINCIPAL = of(
            "session.max-per-principal",
            numberOrOff(10_000),
            "5",
            "Live sessions of a principal in this application; the least recently active ones are ended.");
    static final Key<Integer> MAX_BYTES = of(
            "session.max-bytes",
            number(1024, 16_777_216),
            "65536",
            "Greatest size of a session, attributes included, in bytes.");
    static final Key<Duration> CLEANUP_INTERVAL = of(
            "session.cleanup-interval",
            duration(SECOND),
            "PT15M",
            "How often expired sessions are ended and announced.");
    static final Key<Duration> RETENTION = open(
            "session.retention",
            duration(POSITIVE),
            "twice the cleanup interval",
            "How long an ended session stays readable with its reason.");
    static final Key<Optional<Duration>> RENEWAL_INTERVAL = of(
            "session.renewal-interval",
            durationOrOff(POSITIVE),
            "off",
            "The secret is renewed when it is so old. Longer than the rotation grace.");
    static final Key<Duration> ROTATION_GRACE = of(
            "session.rotation-grace",
            duration(POSITIVE),
            "PT30S",
            "For so long a superseded token is forgiven; later it ends the session as theft.");
    static final Key<Duration> REMEMBER_ME = of(
            "session.remember-me",
            duration(SECOND),
            "P14D",
            "Lifetime of a session whose user asked to be remembered; it has no idle timeout.");
    static final Key<List<String>> KEEP_AT_LOGIN = list(
            "session.keep-at-login",
            ATTRIBUTE_PATTERNS,
            "Attributes that an anonymous session keeps when its visitor signs in.");
    static final Key<Integer> MAX_ANONYMOUS = of(
            "session.max-anonymous", number(0, 100_000_000), "10000", "Live anonymous sessions of this application.");
    static final Key<List<PathPattern>> PASSIVE_PATHS =
            list("session.passive-paths", PATHS, "Requests that do not count as activity.");
    static final Key<String> PASSIVE_HEADER = of(
            "session.passive-header",
            HEADER_TOKEN,
            "X-Session-Passive",
            "A request with this header does not count as activity.");

    static final Key<Boolean> CSRF_ENABLED =
            of("csrf.enabled", BOOLEAN, "true", "Whether unsafe requests are checked for their origin and CSRF token.");
    static final Key<Integer> CSRF_TOKEN_BYTES =
            of("csrf.token-bytes", number(16, 64), "32", "Random bytes in a CSRF token.");
    static final Key<List<PathPattern>> CSRF_EXEMPT_PATHS =
            list("csrf.exempt-paths", PATHS, "Unsafe requests that are not checked.");
    static final Key<String> CSRF_FORM_FIELD =
            of("csrf.form-field", HEADER_TOKEN, "_csrf", "Form field that may carry the CSRF token.");

    static final Key<Integer> LOGIN_MAX_ATTEMPTS =
            of("login.max-attempts", numberOrOff(1_000_000), "5", "Failed logins of a username in a window.");
    static final Key<Integer> LOGIN_MAX_PER_ADDRESS = of(
            "login.max-attempts-per-address",
            numberOrOff(1_000_000),
            "20",
            "Failed logins from an address in a window (IPv6: from its /64).");
    static final Key<Duration> LOGIN_WINDOW =
            of("login.window", duration(SECOND), "PT15M", "The window, from the first failure on.");
    static final Key<String> LOGIN_WHEN_UNAVAILABLE = of(
            "login.when-unavailable",
            choice("refuse", "allow"),
            "refuse",
            "Whether logins go on, uncounted, while the storage is down.");

    static final Key<String> COOKIE_NAME = open(
            "cookie.name",
            HEADER_TOKEN,
            "`__Host-session_id`; `__Secure-session_id` with a path or domain; `session_id` without Secure",
            "Name of the session cookie.");
    static final Key<String> COOKIE_CSRF_NAME = open(
            "cookie.csrf-name",
            HEADER_TOKEN,
            "`csrf_token` with the same prefix",
            "Name of the CSRF cookie, which scripts read.");
    static final Key<Boolean> COOKIE_SECURE =
            open("cookie.secure", BOOLEAN, "true; false in dev", "Whether the cookies are for https only.");
    static final Key<String> COOKIE_SAME_SITE = of(
            "cookie.same-site",
            choice("Strict", "Lax", "None"),
            "Lax",
            "Whether other sites' requests carry the cookies. None needs Secure.");
    static final Key<String> COOKIE_PATH = of("cookie.path", Types.COOKIE_PATH_VALUE, "/", "Path of the cookies.");
    static final Key<String> COOKIE_DOMAIN =
            open("cookie.domain", Types.DOMAIN, "none: this host only", "Domain of the cookies.");
    static final Key<Duration> COOKIE_MAX_AGE = open(
            "cookie.max-age",
            duration(SECOND),
            "none: until the browser closes",
            "How long browsers keep the cookies.");
    static final Key<Boolean> COOKIE_PARTITIONED = of(
            "cookie.partitioned",
            BOOLEAN,
            "false",
            "Whether browsers keep the cookies apart for every top-level site (CHIPS). Needs Secure.");

    static final Key<List<PathPattern>> PROTECTED_PATHS =
            list("web.protected-paths", PATHS, "Paths that need an authenticated session.");
    static final Key<List<PathPattern>> PUBLIC_PATHS =
            list("web.public-paths", PATHS, "Exceptions from the protected paths.");
    static final Key<String> LOGIN_PAGE = open(
            "web.login-page",
            Types.PAGE,
            "none: 401",
            "Page that browsers without a session are led to. It must not be protected itself.");
    static final Key<List<AddressRange>> TRUSTED_PROXIES =
            list("web.trusted-proxies", Types.RANGES, "Proxies whose word on the client's address is believed.");
    static final Key<String> ADDRESS_HEADER = of(
            "web.address-header",
            choice("forwarded", "x-forwarded-for"),
            "forwarded",
            "The header in which the trusted proxies tell the client's address.");
    static final Key<Boolean> ENFORCE_HTTPS =
            of("web.enforce-https", BOOLEAN, "false", "Whether plain http is redirected (GET, HEAD) or refused.");
    static final Key<Boolean> CLEAR_SITE_DATA =
            of("web.clear-site-data", BOOLEAN, "false", "Whether logout sends Clear-Site-Data.");

    static final Key<Integer> MEMORY_MAX_SESSIONS = of(
            "memory.max-sessions",
            number(1, 100_000_000),
            "100000",
            "Sessions in the storage `memory`; when it is full, new ones are refused.");

    static final Key<Boolean> REST_ENABLED =
            of("rest.enabled", BOOLEAN, "false", "Whether the REST API answers. Sojourn's own WAR sets it to true.");
    static final Key<List<String>> READABLE_ATTRIBUTES =
            list("rest.readable-attributes", ATTRIBUTE_PATTERNS, "Attributes that a client may read.");
    static final Key<List<String>> WRITABLE_ATTRIBUTES =
            list("rest.writable-attributes", ATTRIBUTE_PATTERNS, "Attributes that a client may write.");

    static final Key<List<String>> USERS = list(
            "users",
            NAMES,
            "Accounts of the built-in identity store; none switches it off. Sojourn's own WAR sets it to `admin`.");
    static final Key<String> USER_PASSWORD = add(Key.secret(
            ROOT + "users.NAME.password",
            Passwords.TYPE,
            "none: nobody can sign in to it; dev generates one for admin",
            "Password of the account NAME."));
    static final Key<List<String>> USER_ROLES =
            open("users.NAME.roles", NAMES, "`sojourn-admin` for admin, none for others", "Roles of the account NAME.");

    private Keys() {}

    /** All of them. */
    static List<Key<?>> all() {
        return Collections.unmodifiableList(ALL);
    }

    private static <T> Key<T> of(String name, ValueType<T> type, String defaultText, String meaning) {
        return add(Key.of(ROOT + name, type, defaultText, meaning));
    }

    private static <T> Key<T> open(String name, ValueType<T> type, String defaultInWords, String meaning) {
        return add(Key.open(ROOT + name, type, defaultInWords, meaning));
    }

    private static <T> Key<List<T>> list(String name, ValueType<List<T>> type, String meaning) {
        return add(new Key<>(ROOT + name, type, "none", List.of(), false, meaning));
    }

    private static <T> Key<T> add(Key<T> key) {
        ALL.add(key);
        return key;
    }
}
