package dev.sojourn.rest;

import dev.sojourn.AuditEntry;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The form of an export. */
enum ExportFormat {
    /** A head line, then a line per entry (RFC 4180). */
    CSV("text/csv;charset=utf-8;header=present"),
    /** A JSON object per line. */
    JSONL("application/jsonl;charset=utf-8");

    private final String mediaType;

    ExportFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ExportFormat> ofCode(String code) {
        return Stream.of(values()).filter(format -> format.code().equals(code)).findFirst();
    }

    String head() {
        return this == CSV ? String.join(",", AuditJson.NAMES) + "\r\n" : "";
    }

    String line(AuditEntry entry) {
        return this == CSV ? AuditJson.csv(entry) : AuditJson.of(entry).build() + "\n";
    }

    /** The last line of an export that broke off at this instant. */
    String incomplete(Instant at) {
        return this == CSV
                ? AuditJson.csvIncomplete(at)
                : AuditJson.incomplete(at).build() + "\n";
    }
}
