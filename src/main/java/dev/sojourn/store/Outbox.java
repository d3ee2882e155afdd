package dev.sojourn.store;

import java.util.Collection;
import java.util.List;

/**
 * The capability of a storage to keep what is still to be delivered elsewhere. An entry is written in the same step as its record, so a
 * process that dies loses neither or both.
 */
public interface Outbox {

    /** This storage, but every write by this view leaves a copy of the record, with its {@link Change}, in the outbox. */
    SessionStore recording();

    /**
     * At most so many undelivered copies: those of one record in the order of their writing. One whose {@link Change} only a later release
     * knows comes without it; when that is told to be delivered, it stays for a node of that release, and is not answered here again.
     */
    List<StoredRecord> undelivered(int limit);

    /** Takes copies out of the outbox, known by key and version, or as they were answered; those that are not there do not matter. */
    void delivered(Collection<StoredRecord> copies);

    /** How many wait. */
    long waiting();
}
