package dev.sojourn.config;

import dev.sojourn.Lifetime;
import dev.sojourn.engine.LoginPolicy;
import dev.sojourn.engine.SessionPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the rules of sessions and logins. */
final class SessionReader {

    /**
     * For one operation with all its retries. Not a key: a storage's own timeout, which will be one, decides how long a request
     * waits; this only bounds a quarrel of writers.
     */
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private static final Duration LONGEST_DEFAULT_TOUCH = Duration.ofMinutes(1);
    private static final int TOUCHES_PER_IDLE = 10;

    private final Values values;

    SessionReader(Values values) {
        this.values = values;
    }

    SessionPolicy policy(String contextPath) {
        var hijack = new HijackReader(values);
        String application = values.given(Keys.APPLICATION);
        return new SessionPolicy(
                application != null ? application : contextPath.isEmpty() ? "/" : contextPath,
                Set.copyOf(values.get(Keys.TRUSTED_APPLICATIONS)),
                lifetime(),
                touchInterval(),
                values.get(Keys.MAX_PER_PRINCIPAL),
                values.get(Keys.MAX_BYTES),
                retention(),
                values.get(Keys.ROTATION_GRACE),
                renewalInterval(),
                values.get(Keys.KEEP_AT_LOGIN),
                values.get(Keys.MAX_ANONYMOUS),
                values.get(Keys.CSRF_TOKEN_BYTES),
                hijack.policy(),
                hijack.privacy(),
                DEADLINE);
    }

    /** Who asks to be remembered is away for days: only the absolute end counts. */
    Lifetime rememberMe() {
        return new Lifetime(null, values.get(Keys.REMEMBER_ME), true);
    }

    LoginPolicy login() {
        boolean knownDevices = values.get(Keys.LOGIN_KNOWN_DEVICES);
        if (!knownDevices && values.given(Keys.LOGIN_DEVICE_MEMORY) != null) {
            values.warn(Keys.LOGIN_DEVICE_MEMORY.name() + " has no effect: " + Keys.LOGIN_KNOWN_DEVICES.name()
                    + " is false");
        }
        return new LoginPolicy(
                values.get(Keys.LOGIN_MAX_ATTEMPTS),
                values.get(Keys.LOGIN_MAX_PER_ADDRESS),
                values.get(Keys.LOGIN_WINDOW),
                values.get(Keys.LOGIN_WHEN_UNAVAILABLE).equals("allow"),
                DEADLINE,
                knownDevices ? values.get(Keys.LOGIN_DEVICE_MEMORY) : Duration.ZERO,
                values.get(Keys.PRIVACY_ADDRESS));
    }

    private Lifetime lifetime() {
        Optional<Duration> idle = values.get(Keys.IDLE_TIMEOUT);
        Optional<Duration> absolute = values.get(Keys.ABSOLUTE_TIMEOUT);
        if (values.sound(Keys.IDLE_TIMEOUT, Keys.ABSOLUTE_TIMEOUT)
                && idle.isPresent()
                && absolute.isPresent()
                && idle.get().compareTo(absolute.get()) > 0) {
            values.warn(Keys.IDLE_TIMEOUT.name() + " (" + idle.get() + ") is longer than "
                    + Keys.ABSOLUTE_TIMEOUT.name() + " (" + absolute.get() + ") and has no effect");
        }
        return new Lifetime(idle.orElse(null), absolute.orElse(null), false);
    }

    /** The default follows the idle timeout; a greater value that someone chose is a mistake, because idle expiry would blur. */
    private Duration touchInterval() {
        Optional<Duration> most = values.get(Keys.IDLE_TIMEOUT).map(idle -> idle.dividedBy(TOUCHES_PER_IDLE));
        Duration given = values.given(Keys.TOUCH_INTERVAL);
        if (given == null) {
            return most.filter(limit -> limit.compareTo(LONGEST_DEFAULT_TOUCH) < 0)
                    .orElse(LONGEST_DEFAULT_TOUCH);
        }
        if (values.sound(Keys.IDLE_TIMEOUT) && most.isPresent() && given.compareTo(most.get()) > 0) {
            values.refuse(
                    Keys.TOUCH_INTERVAL,
                    given.toString(),
                    "at most " + most.get() + ", a tenth of " + Keys.IDLE_TIMEOUT.name());
        }
        return given;
    }

    private Duration retention() {
        Duration given = values.given(Keys.RETENTION);
        return given != null ? given : values.get(Keys.CLEANUP_INTERVAL).multipliedBy(2);
    }

    private @Nullable Duration renewalInterval() {
        Optional<Duration> renewal = values.get(Keys.RENEWAL_INTERVAL);
        Duration grace = values.get(Keys.ROTATION_GRACE);
        if (values.sound(Keys.RENEWAL_INTERVAL, Keys.ROTATION_GRACE)
                && renewal.isPresent()
                && renewal.get().compareTo(grace) <= 0) {
            values.refuse(
                    Keys.RENEWAL_INTERVAL,
                    renewal.get().toString(),
                    "longer than " + Keys.ROTATION_GRACE.name() + " (" + grace + "), or off");
        }
        return renewal.orElse(null);
    }
}
