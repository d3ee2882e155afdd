package dev.sojourn.rest;

import dev.sojourn.AuditEntry;
import dev.sojourn.AuditLog;
import dev.sojourn.AuditPage;
import dev.sojourn.AuditSearch;
import dev.sojourn.StorageException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Writes an export of the audit, page by page. What breaks off says so in its last line: Payara ends an answer whose writing failed as if it were
 * whole, and nobody would notice what is missing.
 */
final class AuditExport {

    /** So long it may go on after it is not allowed any more, and the time to write what has been read. */
    private static final Duration UNSEEN = Duration.ofSeconds(1);

    private final AuditLog audit;
    private final BooleanSupplier allowed;
    private final LongSupplier nanos;
    private final Clock clock;

    /**
     * Of this audit.
     *
     * @param allowed whether it may go on; may throw what the storage does
     * @param nanos as {@link System#nanoTime}
     */
    AuditExport(AuditLog audit, BooleanSupplier allowed, LongSupplier nanos, Clock clock) {
        this.audit = audit;
        this.allowed = allowed;
        this.nanos = nanos;
        this.clock = clock;
    }

    /**
     * Writes all of it.
     *
     * @param first the first page of the search
     * @throws StorageException when it broke off because the storage did not answer
     */
    void write(ExportFormat form, AuditSearch search, AuditPage first, OutputStream out) throws IOException {
        Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        text.write(form.head());
        try {
            if (!writeAll(form, search, first, text)) {
                text.write(form.incomplete(clock.instant()));
            }
        } catch (StorageException down) {
            text.write(form.incomplete(clock.instant()));
            text.flush();
            throw down;
        }
        // not closed: the stream is the server's
        text.flush();
    }

    /** Whether it was allowed to the end. */
    private boolean writeAll(ExportFormat form, AuditSearch search, AuditPage first, Writer text) throws IOException {
        long asked = nanos.getAsLong();
        AuditPage page = first;
        while (true) {
            for (AuditEntry entry : page.items()) {
                text.write(form.line(entry));
            }
            String next = page.nextCursor();
            if (next == null) {
                return true;
            }
            if (nanos.getAsLong() - asked > UNSEEN.toNanos()) {
                if (!allowed.getAsBoolean()) {
                    return false;
                }
                asked = nanos.getAsLong();
            }
            page = audit.search(search, next, AuditLog.MAX_PAGE);
        }
    }
}
