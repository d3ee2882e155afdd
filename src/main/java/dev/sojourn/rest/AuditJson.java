package dev.sojourn.rest;

import dev.sojourn.AdminAction;
import dev.sojourn.AuditEntry;
import dev.sojourn.EndReason;
import dev.sojourn.SessionKey;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries of the audit as JSON and as lines of CSV (RFC 4180), with the same names. */
final class AuditJson {

    /** The names, in the order of the columns. */
    static final List<String> NAMES = List.of(
            "at", "type", "key", "application", "principal", "namespace", "ipAddress", "reason", "by", "action");

    /** What a spreadsheet takes for the beginning of a formula, that of a full-width keyboard too (OWASP, CSV Injection). */
    private static final String COMPUTED = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private AuditJson() {}

    static JsonObjectBuilder of(AuditEntry entry) {
        return json(values(entry));
    }

    static String csv(AuditEntry entry) {
        return csv(values(entry));
    }

    /** What stands in the place of the entries that an export has not got. */
    static JsonObjectBuilder incomplete(Instant at) {
        return json(incompleteValues(at));
    }

    static String csvIncomplete(Instant at) {
        return csv(incompleteValues(at));
    }

    private static List<@Nullable String> incompleteValues(Instant at) {
        List<@Nullable String> values = new ArrayList<>(Collections.nCopies(NAMES.size(), null));
        values.set(NAMES.indexOf("at"), at.truncatedTo(ChronoUnit.MILLIS).toString());
        values.set(NAMES.indexOf("type"), "incomplete");
        return values;
    }

    private static JsonObjectBuilder json(List<@Nullable String> values) {
        var json = Json.createObjectBuilder();
        for (int i = 0; i < NAMES.size(); i++) {
            JsonMembers.put(json, NAMES.get(i), values.get(i));
        }
        return json;
    }

    private static String csv(List<@Nullable String> values) {
        var line = new StringBuilder();
        for (String value : values) {
            line.append(line.isEmpty() ? "" : ",").append(value == null ? "" : cell(value));
        }
        return line.append("\r\n").toString();
    }

    private static List<@Nullable String> values(AuditEntry entry) {
        SessionKey key = entry.key();
        EndReason reason = entry.reason();
        AdminAction action = entry.action();
        return Arrays.asList(
                entry.at().toString(),
                entry.type().code(),
                key == null ? null : key.value(),
                entry.application(),
                entry.principal(),
                entry.namespace(),
                entry.ipAddress(),
                reason == null ? null : reason.code(),
                entry.by(),
                action == null ? null : action.code());
    }

    /** Always in quotes; what a spreadsheet would take for a formula begins with an apostrophe. */
    private static String cell(String value) {
        String safe = !value.isEmpty() && COMPUTED.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }
}
