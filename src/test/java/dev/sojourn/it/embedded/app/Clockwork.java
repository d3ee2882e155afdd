package dev.sojourn.it.embedded.app;

import dev.sojourn.CurrentSession;
import dev.sojourn.NewSession;
import dev.sojourn.SessionManager;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;

/** A timer of an enterprise bean. */
@Singleton
public class Clockwork {

    @Inject
    SessionManager manager;

    @Inject
    CurrentSession current;

    @Inject
    TimerNotes notes;

    /** Every second. */
    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    public void tick() {
        var issued = manager.create(NewSession.of("timer").limit(1));
        notes.write(
                current.get().isEmpty() + " " + manager.exists(issued.session().key()));
    }
}
