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

import dev.sojourn.AddressPrivacy;
import dev.sojourn.AddressRange;
import dev.sojourn.engine.HijackPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** All keys, in the order of the documentation. */
final class Keys {

    private static final KeyList KEYS = new KeyList();

    static final Key<String> APPLICATION = KEYS.open(
            "application", TEXT, "the context path", "Name of this application in every session that it creates.");
    static final Key<List<String>> TRUSTED_APPLICATIONS = KEYS.list(
            "trusted-applications", NAMES, "Other applications whose sessions are accepted here (single sign-on).");
    static final Key<String> STORAGE = KEYS.of("storage", StorageTypes.STORAGE, "memory", "Where sessions are kept.");
    static final Key<String> FALLBACK = KEYS.of(
            "fallback",
            StorageTypes.STORAGE_OR_NONE,
            "none",
            "Storage to take in its place when at start-up it cannot be reached or its library is missing.");
    static final Key<String> PREFIX =
            KEYS.of("prefix", Types.KEY_PREFIX, "sojourn:", "Put before every key in a storage that others use too.");

    static final Key<Optional<Duration>> IDLE_TIMEOUT = KEYS.of(
            "session.idle-timeout", durationOrOff(POSITIVE), "PT30M", "A session ends when it is unused for so long.");
    static final Key<Optional<Duration>> ABSOLUTE_TIMEOUT = KEYS.of(
            "session.absolute-timeout",
            durationOrOff(POSITIVE),
            "PT12H",
            "A session ends so long after its login, used or not (NIST SP 800-63B, AAL2).");
    static final Key<Duration> TOUCH_INTERVAL = KEYS.open(
            "session.touch-interval",
            duration(Duration.ZERO),
            "PT1M, or idle-timeout / 10 where that is less",
            "Activity is written at most once in so long. At most a tenth of the idle timeout.");
    static final Key<Integer> MAX_PER_PRINCIPAL = KEYS.of(
            "session.max-per-principal",
            numberOrOff(10_000),
            "5",
            "Live sessions of a principal in this application; the least recently active ones are ended.");
    static final Key<Integer> MAX_BYTES = KEYS.of(
            "session.max-bytes",
            number(1024, 16_777_216),
            "65536",
            "Greatest size of a session, attributes included, in bytes.");
    static final Key<Duration> CLEANUP_INTERVAL = KEYS.of(
            "session.cleanup-interval",
            duration(SECOND),
            "PT15M",
            "How often expired sessions are ended and announced.");
    static final Key<Duration> RETENTION = KEYS.open(
            "session.retention",
            duration(POSITIVE),
            "twice the cleanup interval",
            "How long an ended session stays readable with its reason.");
    static final Key<Optional<Duration>> RENEWAL_INTERVAL = KEYS.of(
            "session.renewal-interval",
            durationOrOff(POSITIVE),
            "off",
            "The secret is renewed when it is so old. Longer than the rotation grace.");
    static final Key<Duration> ROTATION_GRACE = KEYS.of(
            "session.rotation-grace",
            duration(POSITIVE),
            "PT30S",
            "For so long a superseded token is forgiven; later it ends the session as theft.");
    static final Key<Duration> REMEMBER_ME = KEYS.of(
            "session.remember-me",
            duration(SECOND),
            "P14D",
            "Lifetime of a session whose user asked to be remembered; it has no idle timeout.");
    static final Key<List<String>> KEEP_AT_LOGIN = KEYS.list(
            "session.keep-at-login",
            ATTRIBUTE_PATTERNS,
            "Attributes that an anonymous session keeps when its visitor signs in.");
    static final Key<Integer> MAX_ANONYMOUS = KEYS.of(
            "session.max-anonymous", number(0, 100_000_000), "10000", "Live anonymous sessions of this application.");
    static final Key<List<PathPattern>> PASSIVE_PATHS =
            KEYS.list("session.passive-paths", PATHS, "Requests that do not count as activity.");
    static final Key<String> PASSIVE_HEADER = KEYS.of(
            "session.passive-header",
            HEADER_TOKEN,
            "X-Session-Passive",
            "A request with this header does not count as activity.");

    static final Key<Boolean> CSRF_ENABLED = KEYS.of(
            "csrf.enabled", BOOLEAN, "true", "Whether unsafe requests are checked for their origin and CSRF token.");
    static final Key<Integer> CSRF_TOKEN_BYTES =
            KEYS.of("csrf.token-bytes", number(16, 64), "32", "Random bytes in a CSRF token.");
    static final Key<List<PathPattern>> CSRF_EXEMPT_PATHS =
            KEYS.list("csrf.exempt-paths", PATHS, "Unsafe requests that are not checked.");
    static final Key<String> CSRF_FORM_FIELD =
            KEYS.of("csrf.form-field", HEADER_TOKEN, "_csrf", "Form field that may carry the CSRF token.");

    static final Key<Integer> LOGIN_MAX_ATTEMPTS =
            KEYS.of("login.max-attempts", numberOrOff(1_000_000), "5", "Failed logins of a username in a window.");
    static final Key<Integer> LOGIN_MAX_PER_ADDRESS = KEYS.of(
            "login.max-attempts-per-address",
            numberOrOff(1_000_000),
            "20",
            "Failed logins from an address in a window (IPv6: from its /64).");
    static final Key<Duration> LOGIN_WINDOW =
            KEYS.of("login.window", duration(SECOND), "PT15M", "The window, from the first failure on.");
    static final Key<String> LOGIN_WHEN_UNAVAILABLE = KEYS.of(
            "login.when-unavailable",
            choice("refuse", "allow"),
            "refuse",
            "Whether logins go on, uncounted, while the storage is down or has no room to count them.");

    static final Key<Boolean> LOGIN_KNOWN_DEVICES = KEYS.of(
            "login.known-devices",
            BOOLEAN,
            "true",
            "Whether a device that its user signed in from before has a count of its own, and a new one is an event.");
    static final Key<Duration> LOGIN_DEVICE_MEMORY = KEYS.of(
            "login.device-memory",
            duration(SECOND),
            "P90D",
            "How long a device is known after its last login. Browsers keep its cookie for 400 days at most.");

    static final Key<String> COOKIE_NAME = KEYS.open(
            "cookie.name",
            HEADER_TOKEN,
            "`__Host-session_id`; `__Secure-session_id` with a path or domain; `session_id` without Secure",
            "Name of the session cookie.");
    static final Key<String> COOKIE_CSRF_NAME = KEYS.open(
            "cookie.csrf-name",
            HEADER_TOKEN,
            "`csrf_token` with the same prefix",
            "Name of the CSRF cookie, which scripts read.");
    static final Key<Boolean> COOKIE_SECURE =
            KEYS.open("cookie.secure", BOOLEAN, "true; false in dev", "Whether the cookies are for https only.");
    static final Key<String> COOKIE_SAME_SITE = KEYS.of(
            "cookie.same-site",
            choice("Strict", "Lax", "None"),
            "Lax",
            "Whether other sites' requests carry the cookies. None needs Secure.");
    static final Key<String> COOKIE_PATH = KEYS.of("cookie.path", Types.COOKIE_PATH_VALUE, "/", "Path of the cookies.");
    static final Key<String> COOKIE_DOMAIN =
            KEYS.open("cookie.domain", Types.DOMAIN, "none: this host only", "Domain of the cookies.");
    static final Key<Duration> COOKIE_MAX_AGE = KEYS.open(
            "cookie.max-age",
            duration(SECOND),
            "none: until the browser closes",
            "How long browsers keep the cookies.");
    static final Key<Boolean> COOKIE_PARTITIONED = KEYS.of(
            "cookie.partitioned",
            BOOLEAN,
            "false",
            "Whether browsers keep the cookies apart for every top-level site (CHIPS). Needs Secure.");

    static final Key<List<PathPattern>> PROTECTED_PATHS =
            KEYS.list("web.protected-paths", PATHS, "Paths that need an authenticated session.");
    static final Key<List<PathPattern>> PUBLIC_PATHS =
            KEYS.list("web.public-paths", PATHS, "Exceptions from the protected paths.");
    static final Key<String> LOGIN_PAGE = KEYS.open(
            "web.login-page",
            Types.PAGE,
            "none: 401",
            "Page that browsers without a session are led to. It must not be protected itself.");
    static final Key<List<AddressRange>> TRUSTED_PROXIES =
            KEYS.list("web.trusted-proxies", Types.RANGES, "Proxies whose word on the client's address is believed.");
    static final Key<String> ADDRESS_HEADER = KEYS.of(
            "web.address-header",
            choice("forwarded", "x-forwarded-for"),
            "forwarded",
            "The header in which the trusted proxies tell the client's address.");
    static final Key<Boolean> ENFORCE_HTTPS =
            KEYS.of("web.enforce-https", BOOLEAN, "false", "Whether plain http is redirected (GET, HEAD) or refused.");
    static final Key<Boolean> CLEAR_SITE_DATA =
            KEYS.of("web.clear-site-data", BOOLEAN, "false", "Whether logout sends Clear-Site-Data.");
    static final Key<Boolean> SECURITY_MECHANISM = KEYS.of(
            "security.mechanism",
            BOOLEAN,
            "false",
            "Whether Jakarta Security takes the session's principal and roles for the container's caller.");

    static final Key<HijackPolicy.Reaction> HIJACK_ADDRESS = KEYS.of(
            "hijack.address",
            HijackReader.REACTION,
            "report",
            "What is done when a session is used from another address than the one it was given to.");
    static final Key<HijackReader.Prefix> HIJACK_ADDRESS_PREFIX = KEYS.of(
            "hijack.address-prefix",
            HijackReader.PREFIX,
            "exact",
            "How many leading bits of an address have to stay the same: of IPv4, or of IPv4 and IPv6 as in `24,48`.");
    static final Key<HijackPolicy.Reaction> HIJACK_USER_AGENT = KEYS.of(
            "hijack.user-agent",
            HijackReader.REACTION,
            "report",
            "What is done when a session is used with another User-Agent than the one it was given to.");
    static final Key<AddressPrivacy> PRIVACY_ADDRESS = KEYS.of(
            "privacy.address",
            HijackReader.PRIVACY,
            "full",
            "What is kept of clients' addresses; masked keeps the first 24 bits of IPv4 and 48 of IPv6.");

    static {
        KEYS.addAll(StorageKeys.all());
    }

    static final Key<Boolean> REST_ENABLED = KEYS.of(
            "rest.enabled", BOOLEAN, "false", "Whether the REST API answers. Sojourn's own WAR sets it to true.");
    static final Key<List<String>> READABLE_ATTRIBUTES =
            KEYS.list("rest.readable-attributes", ATTRIBUTE_PATTERNS, "Attributes that a client may read.");
    static final Key<List<String>> WRITABLE_ATTRIBUTES =
            KEYS.list("rest.writable-attributes", ATTRIBUTE_PATTERNS, "Attributes that a client may write.");
    static final Key<Boolean> ADMIN_ATTRIBUTE_VALUES = KEYS.of(
            "rest.admin-attribute-values",
            BOOLEAN,
            "false",
            "Whether administrators see the values of attributes; else only their names.");

    static final Key<List<String>> USERS = KEYS.list(
            "users",
            NAMES,
            "Accounts of the built-in identity store; none switches it off. Sojourn's own WAR sets it to `admin`.");
    static final Key<String> USER_PASSWORD = KEYS.secret(
            "users.NAME.password",
            Passwords.TYPE,
            "none: nobody can sign in to it; dev generates one for admin",
            "Password of the account NAME.");
    static final Key<List<String>> USER_ROLES = KEYS.open(
            "users.NAME.roles", NAMES, "`sojourn-admin` for admin, none for others", "Roles of the account NAME.");

    private Keys() {}

    /** All of them. */
    static List<Key<?>> all() {
        return KEYS.all();
    }
}
