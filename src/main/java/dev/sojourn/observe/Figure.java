package dev.sojourn.observe;

/**
 * What is measured, under the names that dashboards use. All have the label {@code application}; no label has a value that a client chooses.
 */
enum Figure {
    /** Live sessions of all applications in the storage; not a number where that is unknown. */
    SESSIONS_ACTIVE("sojourn_sessions_active", "Live sessions of all applications in the storage; NaN where unknown"),
    SESSIONS_CREATED("sojourn_sessions_created", "Sessions that this node created"),
    SESSIONS_ENDED("sojourn_sessions_ended", "Sessions whose end this node wrote, by reason"),
    VALIDATIONS("sojourn_validations", "Tokens presented to this node, by result: live, or why not"),
    CSRF_REFUSALS("sojourn_csrf_refusals", "Unsafe requests that were refused as forged"),
    LOGINS_BLOCKED("sojourn_logins_blocked", "Logins that were refused unseen after too many failures"),
    STORAGE_UP("sojourn_storage_up", "1 while the storage answers, else 0"),
    STORAGE_FAILURES("sojourn_storage_failures", "Calls of the storage that failed"),
    STORAGE_OPERATION("sojourn_storage_operation", "How long the storage took, by kind of call"),
    OUTBOX("sojourn_outbox", "Copies that wait to be delivered to the database of a hybrid storage; NaN elsewhere");

    /** The label of {@link #SESSIONS_ENDED}. */
    static final String REASON = "reason";

    /** The label of {@link #VALIDATIONS}. */
    static final String RESULT = "result";

    /** The label of {@link #STORAGE_OPERATION}. */
    static final String OPERATION = "operation";

    /** The label of what is about the storage. */
    static final String STORAGE = "storage";

    /** The label of all. */
    static final String APPLICATION = "application";

    private final String id;
    private final String description;

    Figure(String id, String description) {
        this.id = id;
        this.description = description;
    }

    /** The name, to which a server adds the unit and, for a count, {@code _total}. */
    String id() {
        return id;
    }

    String description() {
        return description;
    }
}
