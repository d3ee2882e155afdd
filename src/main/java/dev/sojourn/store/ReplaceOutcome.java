package dev.sojourn.store;

/** What became of a compare-and-swap. */
public enum ReplaceOutcome {
    /** The record is now the new one. */
    REPLACED,
    /** Somebody else wrote it meanwhile; it is theirs. */
    CONFLICT,
    /** It is gone, and was not brought back. */
    ABSENT
}
