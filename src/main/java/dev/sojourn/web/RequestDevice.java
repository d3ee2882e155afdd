package dev.sojourn.web;

import dev.sojourn.KnownDevices.Recognised;
import dev.sojourn.Session;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The device that one request comes from, as its cookie tells. Like the request itself, for one thread at a time. */
final class RequestDevice {

    private final DeviceCookies cookies;
    private final HttpServletRequest request;
    private @Nullable List<String> ids;

    /** What the storage told before the credentials were checked, so that it need not be asked again after. */
    private @Nullable Recognised recognised;

    /** Whether this answer gives the cookie. */
    private boolean given;

    RequestDevice(DeviceCookies cookies, HttpServletRequest request) {
        this.cookies = cookies;
        this.request = request;
    }

    /** Which known device it is when somebody signs in under this name. */
    Optional<String> knownAs(String username) {
        Recognised found = cookies.recognise(username, ids());
        recognised = found;
        return found.device();
    }

    /** Somebody signed in: the device is theirs from now on. */
    void remember(HttpServletResponse response, Session session) {
        if (response.isCommitted()) {
            return;
        }
        Recognised found = recognised;
        recognised = null;
        cookies.remember(session, ids(), found).ifPresent(next -> {
            ids = next;
            given = true;
            cookies.write(response, next);
        });
    }

    /** The answer lost its headers. */
    void giveAgain(HttpServletResponse response) {
        if (given) {
            cookies.write(response, ids());
        }
    }

    private List<String> ids() {
        List<String> known = ids;
        if (known == null) {
            known = cookies.presented(request);
            ids = known;
        }
        return known;
    }
}
