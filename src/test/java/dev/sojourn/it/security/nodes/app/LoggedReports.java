package dev.sojourn.it.security.nodes.app;

import dev.sojourn.SessionKey;
import dev.sojourn.event.SessionEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Writes to the node's log what is told of other clients. */
@ApplicationScoped
public class LoggedReports {

    /** Stands before the word for what was told. */
    public static final String MARK = "REPORT ";

    private static final System.Logger LOG = System.getLogger(LoggedReports.class.getName());

    void address(@Observes SessionEvent.AddressChanged event) {
        note("address", event.key());
    }

    void agent(@Observes SessionEvent.AgentChanged event) {
        note("agent", event.key());
    }

    void ended(@Observes SessionEvent.Ended event) {
        note("ended", event.key());
    }

    private static void note(String what, SessionKey key) {
        LOG.log(System.Logger.Level.INFO, MARK + what + " " + key.value());
    }
}
