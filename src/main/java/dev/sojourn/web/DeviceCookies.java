package dev.sojourn.web;

import dev.sojourn.KnownDevices;
import dev.sojourn.KnownDevices.Familiarity;
import dev.sojourn.KnownDevices.Recognised;
import dev.sojourn.Session;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.event.SessionEvents;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Knows browsers again by a cookie with random ids, one for each of the last who signed in there: reads it at a login, gives it after one. The
 * ids open nothing; see {@link KnownDevices}. Safe for many threads.
 */
final class DeviceCookies {

    /** So many people who share a browser are known there, each by an id of their own. */
    private static final int MOST_USERS = 5;

    private static final String SEPARATOR = ".";
    private static final String SEPARATOR_PATTERN = "\\.";
    private static final String ID = "[A-Za-z0-9_-]{22}";
    private static final Pattern IDS =
            Pattern.compile(ID + "(" + SEPARATOR_PATTERN + ID + "){0," + (MOST_USERS - 1) + "}");

    private final KnownDevices devices;
    private final Duration memory;
    private final CookieWriter cookies;
    private final SessionEvents events;
    private final Clock clock;

    /**
     * For one application.
     *
     * @param memory how long a device is remembered; zero for not at all
     */
    DeviceCookies(KnownDevices devices, Duration memory, CookieWriter cookies, SessionEvents events, Clock clock) {
        this.devices = devices;
        this.memory = memory;
        this.cookies = cookies;
        this.events = events;
        this.clock = clock;
    }

    /** That of this request. */
    RequestDevice of(HttpServletRequest request) {
        return new RequestDevice(this, request);
    }

    /** The ids that the client sent; none where there are several cookies, one of which was planted. */
    List<String> presented(HttpServletRequest request) {
        if (memory.isZero()) {
            return List.of();
        }
        var values = PresentedTokens.of(request, cookies.deviceName());
        return values.size() == 1
                ? values.stream()
                        .filter(value -> IDS.matcher(value).matches())
                        .flatMap(value -> Stream.of(value.split(SEPARATOR_PATTERN, -1)))
                        .toList()
                : List.of();
    }

    /** Looks for a browser with these ids under that name. */
    Recognised recognise(String username, List<String> ids) {
        return devices.recognise(username, ids);
    }

    /**
     * After a login: remembers the device, and tells when it is new to its user.
     *
     * @param ids what the browser has
     * @return what it shall have, the one of this login first; empty where the device is not remembered
     */
    Optional<List<String>> remember(Session session, List<String> ids, @Nullable Recognised recognised) {
        String principal = session.principal();
        if (memory.isZero() || principal == null) {
            return Optional.empty();
        }
        var remembered =
                devices.remember(principal, recognised == null ? devices.recognise(principal, ids) : recognised);
        if (remembered.filter(device -> device.familiarity() == Familiarity.NEW).isPresent()) {
            events.publish(new SessionEvent.NewDevice(
                    clock.instant(),
                    session.key(),
                    session.application(),
                    principal,
                    session.client().ipAddress()));
        }
        return remembered.map(device -> Stream.concat(Stream.of(device.deviceId()), ids.stream())
                .distinct()
                .limit(MOST_USERS)
                .toList());
    }

    /** Gives the browser these ids, or keeps them alive there. */
    void write(HttpServletResponse response, List<String> ids) {
        cookies.writeDevice(response, String.join(SEPARATOR, ids), memory);
    }
}
