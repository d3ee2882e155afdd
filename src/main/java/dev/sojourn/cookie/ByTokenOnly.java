package dev.sojourn.cookie;

import dev.sojourn.AttributeChanges;
import dev.sojourn.CsrfToken;
import dev.sojourn.EndReason;
import dev.sojourn.NotSupportedException;
import dev.sojourn.Session;
import dev.sojourn.SessionKey;
import dev.sojourn.SessionManager;
import dev.sojourn.SessionPage;
import dev.sojourn.SessionSearch;
import dev.sojourn.Touch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What no manager can do that finds a session only in what its client presents: all that is asked by key, or about all sessions. */
abstract class ByTokenOnly implements SessionManager {

    static NotSupportedException notSupported(String what) {
        return new NotSupportedException(CookieSessions.STORAGE, what);
    }

    /** This one: nothing is kept that could say who did it. */
    @Override
    public SessionManager by(String administrator) {
        return this;
    }

    @Override
    public CsrfToken regenerateCsrf(SessionKey key) {
        throw notSupported("changing a session by its key");
    }

    @Override
    public Session update(SessionKey key, AttributeChanges changes, Touch touch) {
        throw notSupported("changing a session by its key");
    }

    @Override
    public Session update(Session seen, AttributeChanges changes, Touch touch) {
        throw notSupported("changing a session by its key");
    }

    @Override
    public Session setNamespace(SessionKey key, @Nullable String namespace) {
        throw notSupported("changing a session by its key");
    }

    @Override
    public Session extend(SessionKey key, Duration atLeast) {
        throw notSupported("changing a session by its key");
    }

    @Override
    public int endOthers(SessionKey current, EndReason reason) {
        throw notSupported("finding whose a session is by its key");
    }

    @Override
    public int endNamespace(String namespace) {
        throw notSupported("ending a namespace");
    }

    @Override
    public Optional<Session> find(SessionKey key) {
        throw notSupported("finding a session by its key");
    }

    @Override
    public boolean exists(SessionKey key) {
        throw notSupported("finding a session by its key");
    }

    @Override
    public List<Session> sessionsOf(String principal) {
        throw notSupported("listing the sessions of a principal");
    }

    @Override
    public SessionPage search(SessionSearch search, @Nullable String cursor, int limit) {
        throw notSupported("searching sessions");
    }

    @Override
    public long count(SessionSearch search) {
        throw notSupported("counting sessions");
    }
}
