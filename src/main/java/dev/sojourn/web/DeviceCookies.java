package dev.sojourn.web;

import dev.sojourn.KnownDevices;
import dev.sojourn.KnownDevices.Familiarity;
import dev.sojourn.Session;
import dev.sojourn.TokenSource;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.event.SessionEvents;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Knows browsers again by a cookie with a random id: reads it at a login, gives one after it. The id opens nothing; see {@link KnownDevices}. Safe
 * for many threads.
 */
final class DeviceCookies {

    private static final int ID_BYTES = 16;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{22}");

    private final KnownDevices devices;
    private final Duration memory;
    private final CookieWriter cookies;
    private final SessionEvents events;
    private final Clock clock;
    private final TokenSource random;

    /**
     * For one application.
     *
     * @param memory how long a device is remembered; zero for not at all
     */
    DeviceCookies(
            KnownDevices devices,
            Duration memory,
            CookieWriter cookies,
            SessionEvents events,
            Clock clock,
            TokenSource random) {
        this.devices = devices;
        this.memory = memory;
        this.cookies = cookies;
        this.events = events;
        this.clock = clock;
        this.random = random;
    }

    /** The id that the client sent; empty when there is none, or several, one of which was planted. */
    Optional<String> presented(HttpServletRequest request) {
        if (memory.isZero()) {
            return Optional.empty();
        }
        var values = PresentedTokens.of(request, cookies.deviceName());
        return values.size() == 1
                ? Optional.of(values.iterator().next())
                        .filter(id -> ID.matcher(id).matches())
                : Optional.empty();
    }

    /** After a login: remembers the device, gives or renews its cookie, and tells when it is new to its user. */
    void remember(HttpServletRequest request, HttpServletResponse response, Session session) {
        String principal = session.principal();
        if (memory.isZero() || principal == null || response.isCommitted()) {
            return;
        }
        String id = presented(request).orElseGet(this::freshId);
        Familiarity found = devices.remember(principal, id);
        cookies.writeDevice(response, id, memory);
        if (found == Familiarity.NEW) {
            events.publish(new SessionEvent.NewDevice(
                    clock.instant(),
                    session.key(),
                    session.application(),
                    principal,
                    session.client().ipAddress()));
        }
    }

    private String freshId() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random.next(ID_BYTES));
    }
}
