package dev.sojourn.it.embedded.app;

import dev.sojourn.Session;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

/** One object for all requests, with the session injected: it must be each caller's own. */
@ApplicationScoped
public class Meeting {

    private static final int PATIENCE_SECONDS = 30;

    @Inject
    Session session;

    private final CyclicBarrier both = new CyclicBarrier(2);

    /** The principal of the caller. */
    public String principal() {
        return String.valueOf(session.principal());
    }

    /** The same, read on both sides of a moment at which two requests are in this very method. */
    public String principalWhenTwoMeet() throws Exception {
        String before = principal();
        both.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        String at = principal();
        both.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return before + " " + at + " " + principal();
    }
}
