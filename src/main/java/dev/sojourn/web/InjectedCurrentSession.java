package dev.sojourn.web;

import dev.sojourn.AttributeChanges;
import dev.sojourn.CurrentSession;
import dev.sojourn.NewSession;
import dev.sojourn.Session;
import dev.sojourn.Validation;
import jakarta.enterprise.context.ContextNotActiveException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What {@code @Inject CurrentSession} gives: the session of the request that the calling thread is at, and the empty one where it
 * is at none, as on the threads of a managed executor.
 */
final class InjectedCurrentSession implements CurrentSession {

    private static final CurrentSession NONE = new NoRequest();

    private final Supplier<CurrentSession> ofRequest;

    /**
     * One over the session of the request.
     *
     * @param ofRequest throws ContextNotActiveException where there is no request
     */
    InjectedCurrentSession(Supplier<CurrentSession> ofRequest) {
        this.ofRequest = ofRequest;
    }

    private CurrentSession now() {
        try {
            return ofRequest.get();
        } catch (ContextNotActiveException noRequest) {
            return NONE;
        }
    }

    @Override
    public Optional<Session> get() {
        return now().get();
    }

    @Override
    public Optional<Validation.NotLive> whyNot() {
        return now().whyNot();
    }

    @Override
    public String csrfToken() {
        return now().csrfToken();
    }

    @Override
    public Session update(AttributeChanges changes) {
        return now().update(changes);
    }

    @Override
    public Session login(NewSession login) {
        return now().login(login);
    }

    @Override
    public Session rotate() {
        return now().rotate();
    }

    @Override
    public String regenerateCsrf() {
        return now().regenerateCsrf();
    }

    @Override
    public int endOthers() {
        return now().endOthers();
    }

    @Override
    public boolean logout() {
        return now().logout();
    }
}
