package dev.sojourn.observe;

import dev.sojourn.EndReason;
import dev.sojourn.Validation;
import dev.sojourn.event.SessionEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts what happens on this node, without a lock. Safe for many threads. */
public final class Counts {

    private static final String LIVE = "live";

    private final Instant since;
    private final Count created = new Count();
    private final Count csrfRefusals = new Count();
    private final Count blockedLogins = new Count();
    private final Count storageFailures = new Count();
    private final Map<EndReason, Count> ended = new EnumMap<>(EndReason.class);
    private final Map<String, Count> validations = new LinkedHashMap<>();

    /** Begins with nothing at this clock's moment. */
    public Counts(Clock clock) {
        since = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        validations.put(LIVE, new Count());
        validations.put(new Validation.Missing().reason(), new Count());
        validations.put(new Validation.Unknown().reason(), new Count());
        validations.put(new Validation.Rotated().reason(), new Count());
        for (EndReason reason : EndReason.values()) {
            ended.put(reason, new Count());
            validations.put(reason.code(), new Count());
        }
    }

    /** Counts an event, if it is of a kind that is counted. */
    public void happened(SessionEvent event) {
        if (event instanceof SessionEvent.Created) {
            created.increment();
        } else if (event instanceof SessionEvent.Ended end) {
            increment(ended, end.reason());
        } else if (event instanceof SessionEvent.LoginBlocked) {
            blockedLogins.increment();
        } else if (event instanceof SessionEvent.CsrfRefused) {
            csrfRefusals.increment();
        }
    }

    /** Counts the answer to a token. */
    public void validated(Validation answer) {
        increment(validations, answer instanceof Validation.NotLive notLive ? notLive.reason() : LIVE);
    }

    private static <K> void increment(Map<K, Count> counts, K which) {
        Count count = counts.get(which);
        if (count != null) {
            count.increment();
        }
    }

    Instant since() {
        return since;
    }

    Count created() {
        return created;
    }

    Count csrfRefusals() {
        return csrfRefusals;
    }

    Count blockedLogins() {
        return blockedLogins;
    }

    /** Calls of the storage that ended with an exception. */
    Count storageFailures() {
        return storageFailures;
    }

    /** By every reason. */
    Map<EndReason, Count> ended() {
        return ended;
    }

    /** By every answer. */
    Map<String, Count> validations() {
        return validations;
    }
}
