package dev.sojourn.rest;

import dev.sojourn.AdminAction;
import dev.sojourn.AuditEntry;
import dev.sojourn.EndReason;
import dev.sojourn.SessionKey;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries of the audit as JSON and as lines of CSV (RFC 4180), with the same names. */
final class AuditJson {

    /** The names, in the order of the columns. */
    static final List<String> NAMES = List.of(
            "at", "type", "key", "application", "principal", "namespace", "ipAddress", "reason", "by", "action");

    private AuditJson() {}

    static JsonObjectBuilder of(AuditEntry entry) {
        var json = Json.createObjectBuilder();
        List<@Nullable String> values = values(entry);
        for (int i = 0; i < NAMES.size(); i++) {
            JsonMembers.put(json, NAMES.get(i), values.get(i));
        }
        return json;
    }

    static String csv(AuditEntry entry) {
        var line = new StringBuilder();
        for (String value : values(entry)) {
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

    /** Always in quotes; what a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV Injection). */
    private static String cell(String value) {
        String safe = !value.isEmpty() && "=+-@\t\r\n".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }
}
