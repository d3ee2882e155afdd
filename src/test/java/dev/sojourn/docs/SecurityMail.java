package dev.sojourn.docs;

import dev.sojourn.AsyncSessionManager;
import dev.sojourn.EndReason;
import dev.sojourn.event.SessionEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;

/** Events, and calls that do not wait. */
@ApplicationScoped
public class SecurityMail {

    private static final System.Logger LOG = System.getLogger("mail");

    // docs:begin
    void onEnd(@Observes SessionEvent.Ended event) { // on the thread that ended it: be quick
        if (event.reason() == EndReason.THEFT) {
            LOG.log(System.Logger.Level.WARNING, "a copied cookie of {0} was used", event.principal());
        }
    }

    void onAnything(@ObservesAsync SessionEvent event) { // on a thread of the container
        LOG.log(System.Logger.Level.DEBUG, "{0}", event);
    }
    // docs:end

    @Inject
    AsyncSessionManager async;

    CompletionStage<Void> close(String name) {
        // docs:begin
        return async.endAll(name, EndReason.ADMIN)
                .thenAccept(ended -> LOG.log(System.Logger.Level.INFO, "{0} sessions ended", ended));
        // docs:end
    }
}
