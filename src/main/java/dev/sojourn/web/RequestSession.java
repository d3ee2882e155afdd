package dev.sojourn.web;

import dev.sojourn.AttributeChanges;
import dev.sojourn.CurrentSession;
import dev.sojourn.NewSession;
import dev.sojourn.Session;
import dev.sojourn.Validation;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/**
 * The bean behind {@code @Inject CurrentSession}. {@link SessionFilter} gives it the request's session; wherever a request
 * scope is active without the filter, it is the empty one.
 */
@RequestScoped
public class RequestSession implements CurrentSession {

    private CurrentSession current = new NoRequest();

    /**
     * Speaks for this session from now on; for the filter only. Public because a container's proxy of this class passes on
     * nothing else for sure: what it kept for itself would be shared by all requests.
     */
    public void bind(CurrentSession session) {
        current = session;
    }

    @Override
    public Optional<Session> get() {
        return current.get();
    }

    @Override
    public Optional<Validation.NotLive> whyNot() {
        return current.whyNot();
    }

    @Override
    public String csrfToken() {
        return current.csrfToken();
    }

    @Override
    public Session update(AttributeChanges changes) {
        return current.update(changes);
    }

    @Override
    public Session login(NewSession login) {
        return current.login(login);
    }

    @Override
    public Session rotate() {
        return current.rotate();
    }

    @Override
    public String regenerateCsrf() {
        return current.regenerateCsrf();
    }

    @Override
    public boolean logout() {
        return current.logout();
    }
}
