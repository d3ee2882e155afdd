package dev.sojourn.rest;

import dev.sojourn.AuditLog;
import dev.sojourn.AuditPage;
import dev.sojourn.AuditSearch;
import dev.sojourn.NotSupportedException;
import dev.sojourn.SessionKey;
import dev.sojourn.SessionManager;
import dev.sojourn.config.Settings;
import dev.sojourn.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Clock;
import java.util.concurrent.Semaphore;

/**
 * All exports of the audit that this node writes: so many and no more, since each holds a thread of the server for as long as its client takes; and
 * each ended with its administrator's session.
 */
@ApplicationScoped
public class AuditExports {

    private static final int MOST = 4;

    @Inject
    AuditLog audit;

    @Inject
    SessionManager manager;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    private final Semaphore room = new Semaphore(MOST);

    /** Made by the container. */
    public AuditExports() {}

    /**
     * Begins one.
     *
     * @param begun called once there is something to write; when it throws, nothing has begun
     * @return what writes it, which has to be called
     * @throws ProblemException when there are too many
     * @throws dev.sojourn.StorageException when the storage does not answer
     */
    StreamingOutput begin(SessionKey administrator, ExportFormat form, AuditSearch search, Runnable begun) {
        if (!room.tryAcquire()) {
            throw new ProblemException(Problem.tooManyExports());
        }
        AuditPage first;
        try {
            // before the answer begins, so that what fails is said as a problem
            first = audit.search(search, null, AuditLog.MAX_PAGE);
            begun.run();
        } catch (RuntimeException failed) {
            room.release();
            throw failed;
        }
        long begunAt = System.nanoTime();
        var export = new AuditExport(audit, () -> mayGoOn(administrator, begunAt), System::nanoTime, clock);
        return out -> {
            try {
                export.write(form, search, first, out);
            } finally {
                room.release();
            }
        };
    }

    private boolean mayGoOn(SessionKey administrator, long begunAt) {
        try {
            return new Standing(manager, settings.application()).holds(administrator);
        } catch (NotSupportedException inTheCookie) {
            // with the storage cookie over a database: as long as a stream of events
            return System.nanoTime() - begunAt < EventStreams.UNSEEN.toNanos();
        }
    }
}
