package dev.sojourn.web;

import dev.sojourn.AttributeChanges;
import dev.sojourn.CurrentSession;
import dev.sojourn.NewSession;
import dev.sojourn.Session;
import dev.sojourn.SessionNotLiveException;
import dev.sojourn.Validation;
import java.util.Optional;

/** The current session where there is no HTTP request, as in a timer or an asynchronous method: empty, and closed to writes. */
final class NoRequest implements CurrentSession {

    @Override
    public Optional<Session> get() {
        return Optional.empty();
    }

    @Override
    public Optional<Validation.NotLive> whyNot() {
        return Optional.of(new Validation.Missing());
    }

    @Override
    public String csrfToken() {
        throw new SessionNotLiveException(new Validation.Missing());
    }

    @Override
    public Session update(AttributeChanges changes) {
        throw closed();
    }

    @Override
    public Session login(NewSession login) {
        throw closed();
    }

    @Override
    public Session rotate() {
        throw closed();
    }

    @Override
    public String regenerateCsrf() {
        throw closed();
    }

    @Override
    public int endOthers() {
        throw closed();
    }

    @Override
    public boolean logout() {
        throw closed();
    }

    private static IllegalStateException closed() {
        return new IllegalStateException(
                "there is no HTTP request that went through Sojourn's filter: use SessionManager with the session's key");
    }
}
