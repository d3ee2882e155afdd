package dev.sojourn.store.hybrid;

/** The capability of a {@code hybrid} store to tell its operator how it is. No call here waits for a server. */
public interface HybridStatus {

    /** Which of the two is asked. */
    enum Mode {
        /** The database has not answered yet since this node started, so nothing is. */
        UNKNOWN,
        /** The front, and the database for what the front has not. */
        SERVING,
        /** The database alone, until the front is back and everything in its outbox is delivered. */
        SUSPENDED
    }

    /** As this node knows it; at most two polls old while the database answers. */
    Mode mode();

    /** Whether the database answered the last poll. */
    boolean databaseAnswers();

    /** Whether the front answered the last poll. */
    boolean frontAnswers();

    /** How many copies wait in this node's memory to be taken over by the database. */
    int waiting();
}
