package dev.sojourn.it.embedded.app;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What the timer found. */
@ApplicationScoped
public class TimerNotes {

    private static final int PATIENCE_SECONDS = 30;

    private final CompletableFuture<String> first = new CompletableFuture<>();

    void write(String note) {
        first.complete(note);
    }

    /** The first note, waited for. */
    public String read() throws Exception {
        return first.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
