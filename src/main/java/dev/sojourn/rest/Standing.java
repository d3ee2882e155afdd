package dev.sojourn.rest;

import dev.sojourn.Session;
import dev.sojourn.SessionKey;
import dev.sojourn.SessionManager;
import dev.sojourn.SessionState;
import dev.sojourn.web.AdminAccess;

/** Whether a session in which a long answer began still allows it. Safe for many threads. */
final class Standing {

    private final SessionManager manager;
    private final String application;

    Standing(SessionManager manager, String application) {
        this.manager = manager;
        this.application = application;
    }

    /**
     * Whether it is live and has the role. Does not touch it.
     *
     * @throws dev.sojourn.NotSupportedException where sessions cannot be looked up by key
     * @throws dev.sojourn.StorageException when the storage does not answer
     */
    boolean holds(SessionKey administrator) {
        return manager.find(administrator).filter(this::administers).isPresent();
    }

    private boolean administers(Session session) {
        return session.state() == SessionState.ACTIVE
                && AdminAccess.refusal(session, "missing", application).isEmpty();
    }
}
