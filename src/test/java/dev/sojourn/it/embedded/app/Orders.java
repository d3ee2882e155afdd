package dev.sojourn.it.embedded.app;

import dev.sojourn.CurrentSession;
import dev.sojourn.EndReason;
import dev.sojourn.Session;
import dev.sojourn.SessionKey;
import dev.sojourn.SessionManager;
import jakarta.annotation.Resource;
import jakarta.ejb.AsyncResult;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.concurrent.Future;

/** An enterprise bean. */
@Stateless
public class Orders {

    @Inject
    SessionManager manager;

    @Inject
    CurrentSession current;

    @Inject
    Session session;

    @Resource
    SessionContext context;

    /** Who calls. */
    public String principal() {
        return String.valueOf(session.principal());
    }

    /** Ends a session in a transaction that is rolled back. */
    public boolean endAndRollBack(SessionKey key) {
        boolean ended = manager.end(key, EndReason.ADMIN);
        context.setRollbackOnly();
        return ended;
    }

    /** On another thread. */
    @Asynchronous
    public Future<String> later(String principal) {
        return new AsyncResult<>(
                current.get().isEmpty() + " " + manager.sessionsOf(principal).size());
    }
}
