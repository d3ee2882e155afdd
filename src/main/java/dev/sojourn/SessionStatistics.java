package dev.sojourn;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What happened to sessions on this node since the application started, and how many are live; for consoles and an application's own pages.
 * Counts only grow until the application ends, and begin anew with it. Each is exact; several read one after the other are of slightly
 * different moments. Safe for many threads, never waits for the storage but in {@link #active}, and never throws; injected as a CDI bean.
 */
public interface SessionStatistics {

    /** Since when it is counted: when the application started on this node. */
    Instant since();

    /** Sessions that this node created, anonymous ones included. */
    long created();

    /**
     * Sessions whose end this node wrote, by reason; every reason is there, 0 included. Each session's end is counted once, by one of the
     * nodes: evictions are those with {@link EndReason#EVICTED}.
     */
    Map<EndReason, Long> ended();

    /**
     * Answers to tokens that were presented to this node, by {@code live} or the reason why not ({@link Validation.NotLive#reason}); every
     * word is there, 0 included. A request without a session cookie asks nothing and is not counted.
     */
    Map<String, Long> validations();

    /** Unsafe requests that this node refused as forged. */
    long csrfRefusals();

    /** Logins that this node refused unseen because there were too many failures. */
    long blockedLogins();

    /**
     * How many sessions of all applications in the storage are live, anonymous ones included. All callers share one answer for ten seconds, or for
     * a hundred times as long as the storage took to count when that is more; whoever asks first waits a third of a second at most.
     *
     * @return empty where the storage cannot count, and while it is down or has not answered yet
     */
    OptionalLong active();
}
