package dev.sojourn;

import java.util.List;

/** Which usernames and addresses are blocked after failed logins, for administrators. Safe for many threads. */
public interface LoginBlocks {

    /** So many are listed at most. */
    int MOST_LISTED = 200;

    /**
     * Those that are blocked now, the latest end first; the newest {@value #MOST_LISTED} when there are more.
     *
     * @throws NotSupportedException when the application's own limiter counts, which tells nothing
     * @throws StorageException when the storage does not answer
     */
    List<LoginBlock> list();

    /**
     * Lifts a block: forgets the failures. For a username also those of its known devices. Publishes an event.
     *
     * @param value any form of the username, or the address as a client has it or as it is listed
     * @param administrator who lifts it
     * @return false where there is no block
     * @throws NotSupportedException when the application's own limiter counts
     * @throws StorageException when the storage does not answer
     */
    boolean lift(BlockedBy kind, String value, String administrator);
}
