package dev.sojourn.cdi;

import dev.sojourn.StorageException;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.SessionStore;
import java.util.List;

/**
 * Reads once from the storage what is not there, in the background. The first reads load classes, prepare statements and, in a database, look after
 * the tables: on a busy machine that may take longer than one request has time. Here each try has a deadline of its own, and goes on where the one
 * before had to stop. A storage that is not there is left to the requests that need it.
 */
final class WarmUp implements Runnable {

    private static final Log LOG = Log.of(WarmUp.class);

    private static final int TRIES = 3;
    private static final String NOBODY = "warm-up";

    private final SessionStore store;

    WarmUp(SessionStore store) {
        this.store = store;
    }

    @Override
    public void run() {
        for (int i = 0; i < TRIES; i++) {
            try {
                store.load(new RecordKey(RecordKind.ATTEMPTS, NOBODY));
                store.loadAll(List.of(
                        new RecordKey(RecordKind.SESSION, NOBODY), new RecordKey(RecordKind.PRINCIPAL, NOBODY)));
                return;
            } catch (StorageException notYet) {
                LOG.because(notYet, Message.NOT_WARM);
            }
        }
    }
}
