package dev.sojourn.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sojourn.SessionState;
import dev.sojourn.servers.PostgresServer;
import dev.sojourn.store.Bytes;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.RecordFilter;
import dev.sojourn.store.RecordWrite;
import dev.sojourn.store.SearchIndex;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.support.MutableClock;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How sessions are counted. */
class PostgresCountIT {

    private static final int SESSIONS = 5000;
    private static final int BATCH = 500;
    private static final int TYPICAL = 400;

    private final Clock clock = MutableClock.startingNow();
    private final PostgresServer server = PostgresServer.shared();

    @Test
    void live_sessions_are_counted_in_an_index_and_no_row_is_fetched() {
        try (SessionStore store = open()) {
            SearchIndex search = store.capability(SearchIndex.class).orElseThrow();
            fill(store);
            server.administer("VACUUM ANALYZE sojourn_record");
            long scans = scans();

            assertThat(search.count(live())).isEqualTo(SESSIONS);

            await().atMost(Duration.ofSeconds(20)).until(() -> scans() > scans);
            assertThat(ofIndex("idx_tup_read")).isGreaterThanOrEqualTo(SESSIONS);
            assertThat(ofIndex("idx_tup_fetch")).isZero();
        }
    }

    private SessionStore open() {
        var source = new DatabaseOptions.Url(server.url(), server.user(), server.password());
        return DatabaseStores.open(
                new DatabaseOptions(source, 2, Duration.ofSeconds(30), SchemaMode.CREATE, "count:"), clock);
    }

    private void fill(SessionStore store) {
        for (int i = 0; i < SESSIONS; i += BATCH) {
            List<RecordWrite> writes = new ArrayList<>();
            for (int j = i; j < i + BATCH; j++) {
                StoredRecord empty =
                        RecordBuilder.session("s" + j, clock.instant()).build();
                writes.add(new RecordWrite.Create(StoredRecord.of(
                        empty.key(),
                        empty.version(),
                        empty.keepUntil(),
                        empty.fields(),
                        Bytes.copyOf(new byte[TYPICAL]))));
            }
            store.exchange(writes, List.of());
        }
    }

    private RecordFilter live() {
        return new RecordFilter(null, null, false, null, SessionState.ACTIVE, null, clock.instant());
    }

    private long scans() {
        return ofIndex("idx_scan");
    }

    private long ofIndex(String figure) {
        return Long.parseLong(server.query(
                        "SELECT " + figure + " FROM pg_stat_user_indexes WHERE indexrelname = 'sojourn_record_due'")
                .get(0));
    }
}
