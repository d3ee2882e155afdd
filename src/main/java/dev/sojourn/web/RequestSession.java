package dev.sojourn.web;

import dev.sojourn.CurrentSession;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** Holds the session of one request: {@link SessionFilter} puts it here. Without the filter, it is the empty one. */
@RequestScoped
public class RequestSession {

    private CurrentSession current = new NoRequest();

    /** Made by the container. */
    public RequestSession() {}

    /**
     * Holds this session from now on; for the filter only. Public because a container's proxy of this class passes on
     * nothing else for sure: what it kept for itself would be shared by all requests.
     */
    public void bind(CurrentSession session) {
        current = session;
    }

    /** Which known device the request comes from when somebody signs in under this name; see {@link dev.sojourn.KnownDevices}. */
    public Optional<String> deviceKnownAs(String username) {
        return current instanceof HttpCurrentSession http ? http.device().knownAs(username) : Optional.empty();
    }

    /** The session of the request. */
    public CurrentSession current() {
        return current;
    }
}
