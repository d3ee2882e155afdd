package dev.sojourn.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.AdminAction;
import dev.sojourn.AuditEntry;
import dev.sojourn.AuditType;
import dev.sojourn.EndReason;
import dev.sojourn.SessionKey;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditJsonTest {

    private static AuditEntry ended(String principal) {
        return new AuditEntry(
                AuditType.ENDED,
                Instant.parse("2025-03-01T12:00:00.5Z"),
                new SessionKey("A".repeat(22)),
                "/shop",
                principal,
                null,
                "192.0.2.1",
                EndReason.ADMIN,
                "root",
                null);
    }

    @Test
    void json_has_every_name_and_null_for_what_is_not() {
        var json = AuditJson.of(ended("alice")).build();

        assertThat(json.keySet()).containsExactlyElementsOf(AuditJson.NAMES);
        assertThat(json.getString("at")).isEqualTo("2025-03-01T12:00:00.500Z");
        assertThat(json.getString("type")).isEqualTo("ended");
        assertThat(json.getString("reason")).isEqualTo("admin");
        assertThat(json.isNull("namespace")).isTrue();
        assertThat(json.isNull("action")).isTrue();
    }

    @Test
    void line_of_csv_has_a_cell_per_name() {
        assertThat(ExportFormat.CSV.head())
                .isEqualTo("at,type,key,application,principal,namespace,ipAddress,reason,by,action\r\n");
        assertThat(AuditJson.csv(ended("alice")))
                .isEqualTo("\"2025-03-01T12:00:00.500Z\",\"ended\",\"AAAAAAAAAAAAAAAAAAAAAA\",\"/shop\",\"alice\",,"
                        + "\"192.0.2.1\",\"admin\",\"root\",\r\n");
    }

    @Test
    void quote_in_a_name_is_doubled() {
        assertThat(AuditJson.csv(ended("a\"b,c"))).contains(",\"a\"\"b,c\",");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@x", "\tx", "\rx", "\uff1d1", "\uff0b1", "\uff0d1", "\uff20x"})
    void name_that_a_spreadsheet_would_compute_is_text(String name) {
        assertThat(AuditJson.csv(ended(name))).contains(",\"'" + name + "\",");
    }

    @Test
    void action_of_an_administrator_is_told() {
        var entry = new AuditEntry(
                AuditType.ADMINISTERED,
                Instant.EPOCH,
                null,
                "/shop",
                "alice",
                null,
                null,
                null,
                "root",
                AdminAction.END_PRINCIPAL);
        assertThat(AuditJson.of(entry).build().getString("action")).isEqualTo("end-principal");
        assertThat(AuditJson.csv(entry)).endsWith(",\"root\",\"end-principal\"\r\n");
    }
}
