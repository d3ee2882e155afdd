package dev.sojourn.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.AdminAction;
import dev.sojourn.AdminTarget;
import dev.sojourn.AuditEntry;
import dev.sojourn.AuditLog;
import dev.sojourn.AuditPage;
import dev.sojourn.AuditSearch;
import dev.sojourn.AuditType;
import dev.sojourn.Session;
import dev.sojourn.SessionKey;
import dev.sojourn.StorageException;
import dev.sojourn.StorageTimeoutException;
import dev.sojourn.support.MutableClock;
import jakarta.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuditExportTest {

    private static final Instant NOW = Instant.parse("2025-03-01T12:00:00Z");
    private static final AuditSearch ALL = new AuditSearch(null, null, null, null);
    private static final AuditPage FIRST = new AuditPage(List.of(entry("alice")), "2");

    private final Pages pages = new Pages();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private long nanos;

    private static AuditEntry entry(String principal) {
        return new AuditEntry(
                AuditType.CREATED, NOW, new SessionKey("A".repeat(22)), "/", principal, null, null, null, null, null);
    }

    /** Three pages of one entry each. To read one takes two seconds. */
    private final class Pages implements AuditLog {

        private boolean down;

        @Override
        public AuditPage search(AuditSearch search, @Nullable String cursor, int limit) {
            if (down) {
                throw new StorageTimeoutException("down", null);
            }
            nanos += TimeUnit.SECONDS.toNanos(2);
            return "2".equals(cursor)
                    ? new AuditPage(List.of(entry("bob")), "3")
                    : new AuditPage(List.of(entry("carol")), null);
        }

        @Override
        public void administered(
                AdminAction action, Session administrator, @Nullable String address, AdminTarget target, int affected) {
            throw new UnsupportedOperationException("an export is noted before it is written");
        }
    }

    private List<String> written(ExportFormat form, BooleanSupplier allowed) throws IOException {
        new AuditExport(pages, allowed, () -> nanos, new MutableClock(NOW)).write(form, ALL, FIRST, out);
        return lines();
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void all_pages_are_written() throws IOException {
        assertThat(written(ExportFormat.CSV, () -> true))
                .hasSize(4)
                .last()
                .asString()
                .contains("carol");
    }

    @Test
    void what_is_not_allowed_any_more_breaks_off_and_says_so() throws IOException {
        assertThat(written(ExportFormat.CSV, () -> false))
                .hasSize(4)
                .last()
                .isEqualTo("\"2025-03-01T12:00:00Z\",\"incomplete\",,,,,,,,");
    }

    @Test
    void storage_that_fails_on_the_way_is_told_in_the_last_line() {
        pages.down = true;

        assertThatThrownBy(() -> written(ExportFormat.JSONL, () -> true)).isInstanceOf(StorageException.class);

        try (var reader = Json.createReader(new StringReader(lines().get(1)))) {
            var last = reader.readObject();
            assertThat(last.getString("type")).isEqualTo("incomplete");
            assertThat(last.getString("at")).isEqualTo("2025-03-01T12:00:00Z");
            assertThat(last.keySet()).containsExactlyElementsOf(AuditJson.NAMES);
        }
    }
}
