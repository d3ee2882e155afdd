package dev.sojourn.store;

/** What became of a write. */
public enum WriteOutcome {
    /** The record is now the new one. */
    WRITTEN,
    /** Somebody else wrote it meanwhile, or a record to be created is there already; it is untouched. */
    CONFLICT,
    /** It is gone, and was not brought back. */
    ABSENT
}
