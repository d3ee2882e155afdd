package dev.sojourn.rest;

import dev.sojourn.AdminAction;
import dev.sojourn.AdminTarget;
import dev.sojourn.AuditLog;
import dev.sojourn.AuditPage;
import dev.sojourn.AuditSearch;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code /api/admin/audit}: what happened, in pages or as one file. */
public class AuditResource {

    private final Administration administration;
    private final AuditLog audit;
    private final AuditExports exports;

    AuditResource(Administration administration, AuditLog audit, AuditExports exports) {
        this.administration = administration;
        this.audit = audit;
        this.exports = exports;
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

    /** All entries that match, newest first, as a stream. Its last line says so when it breaks off. */
    @GET
    @Path("export")
    public Response export(
            @QueryParam("format") @Nullable String format,
            @QueryParam("principal") @Nullable String principal,
            @QueryParam("key") @Nullable String key,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        return administration.call(administrator -> {
            ExportFormat form = format(format);
            AuditSearch search = search(principal, key, from, to);
            var about = new AdminTarget(search.key(), null, search.principal(), null, null);
            StreamingOutput content = exports.begin(
                    administrator.key(),
                    form,
                    search,
                    () -> administration.note(AdminAction.EXPORT_AUDIT, administrator, about, 0));
            return Answers.file(form.mediaType(), "audit." + form.code(), content);
        });
    }

    /** The head of that answer. Without this the whole of it would be read and thrown away. */
    @HEAD
    @Path("export")
    public Response exportHead(@QueryParam("format") @Nullable String format) {
        return administration.call(administrator -> {
            ExportFormat form = format(format);
            return Answers.head(form.mediaType());
        });
    }

    private static ExportFormat format(@Nullable String format) {
        ExportFormat given = Parameters.word(format, ExportFormat::ofCode, "format is csv or jsonl.");
        return given == null ? ExportFormat.CSV : given;
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
