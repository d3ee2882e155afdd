package dev.sojourn.rest;

import dev.sojourn.AdminAction;
import dev.sojourn.AdminTarget;
import dev.sojourn.AuditEntry;
import dev.sojourn.AuditLog;
import dev.sojourn.AuditPage;
import dev.sojourn.AuditSearch;
import dev.sojourn.SessionKey;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code /api/admin/audit}: what happened, in pages or as one file. */
public class AuditResource {

    private final Administration administration;
    private final AuditLog audit;

    AuditResource(Administration administration, AuditLog audit) {
        this.administration = administration;
        this.audit = audit;
    }

    /** A page of the entries that match, newest first. */
    @GET
    public Response list(
            @QueryParam("principal") @Nullable String principal,
            @QueryParam("key") @Nullable String key,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return administration.call(administrator -> {
            AuditSearch search = search(principal, key, from, to);
            int most = Parameters.limit(limit);
            AuditPage page = Parameters.checked(() -> audit.search(search, Parameters.text(cursor), most));
            return Answers.page(page.items().stream().map(AuditJson::of), page.nextCursor());
        });
    }

    /** All entries that match, newest first, as a stream. It ends without its end when the storage fails on the way. */
    @GET
    @Path("export")
    public Response export(
            @QueryParam("format") @Nullable String format,
            @QueryParam("principal") @Nullable String principal,
            @QueryParam("key") @Nullable String key,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        return administration.call(administrator -> {
            ExportFormat given = Parameters.word(format, ExportFormat::ofCode, "format is csv or jsonl.");
            ExportFormat form = given == null ? ExportFormat.CSV : given;
            AuditSearch search = search(principal, key, from, to);
            // the first page comes before the answer begins, so that what fails is said as a problem
            AuditPage first = audit.search(search, null, AuditLog.MAX_PAGE);
            SessionKey of = search.key();
            audit.administered(
                    AdminAction.EXPORT_AUDIT,
                    administrator,
                    new AdminTarget(of, null, search.principal(), null, null),
                    0);
            return Answers.file(form.mediaType(), "audit." + form.code(), out -> write(form, search, first, out));
        });
    }

    private void write(ExportFormat form, AuditSearch search, AuditPage first, OutputStream out) throws IOException {
        Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        text.write(form.head());
        AuditPage page = first;
        while (true) {
            for (AuditEntry entry : page.items()) {
                text.write(form.line(entry));
            }
            String next = page.nextCursor();
            if (next == null) {
                break;
            }
            page = audit.search(search, next, AuditLog.MAX_PAGE);
        }
        // not closed: the stream is the server's
        text.flush();
    }

    private static AuditSearch search(
            @Nullable String principal, @Nullable String key, @Nullable String from, @Nullable String to) {
        Instant begin = Parameters.instant("from", from);
        Instant end = Parameters.instant("to", to);
        if (begin != null && end != null && !begin.isBefore(end)) {
            throw Parameters.refused("from is before to.");
        }
        return new AuditSearch(Parameters.text(principal), Parameters.key(key), begin, end);
    }
}
