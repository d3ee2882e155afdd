package dev.sojourn.store;

/** The capability of a storage that can come back with less than it had (a restart, a failover) to tell that it did. */
public interface Incarnation {

    /** A text that is another one whenever acknowledged writes may have been lost since. */
    String incarnation();
}
