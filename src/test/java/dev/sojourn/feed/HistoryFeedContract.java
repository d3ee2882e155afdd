package dev.sojourn.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.BlockedBy;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.feed.TwoNodes.Watcher;
import dev.sojourn.servers.SqlServer;
import dev.sojourn.store.Change;
import dev.sojourn.store.ChangeKind;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.database.DatabaseOptions;
import dev.sojourn.store.database.DatabaseStores;
import dev.sojourn.store.database.SchemaMode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes see each other by the history in one database. */
abstract class HistoryFeedContract {

    private static final String OTHER_PREFIX = "other:";

    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
    private final SqlServer server = server();
    private final TwoNodes nodes = new TwoNodes(open("sojourn:"), open("sojourn:"));

    /** With an empty database. */
    abstract SqlServer server();

    private SessionStore open(String prefix) {
        return DatabaseStores.open(
                new DatabaseOptions(
                        new DatabaseOptions.Url(server.url(), server.user(), server.password()),
                        4,
                        Duration.ofSeconds(20),
                        SchemaMode.CREATE,
                        prefix),
                Clock.systemUTC());
    }

    @AfterEach
    void close() {
        nodes.close();
    }

    private void happens(SessionStore store, String key) {
        StoredRecord record = RecordBuilder.session(key, now).build();
        assertThat(store.create(record.withChange(new Change(ChangeKind.CREATED, now, null))))
                .isTrue();
    }

    @Test
    void nodes_see_each_others_entries_exactly_once() {
        happens(nodes.store(0), "before");
        try (SessionStore other = open(OTHER_PREFIX);
                Watcher left = nodes.watch(0);
                Watcher right = nodes.watch(1)) {
            List<String> keys =
                    IntStream.range(0, 20).mapToObj(i -> "session" + i).toList();
            IntStream.range(0, 20).forEach(i -> {
                happens(nodes.store(i % 2), keys.get(i));
                happens(other, "other" + i);
            });

            assertThat(left.until("session19")).containsExactlyElementsOf(keys);
            assertThat(right.until("session19")).containsExactlyElementsOf(keys);
        }
    }

    @Test
    void entry_of_a_transaction_that_takes_long_is_seen_when_it_is_over() throws SQLException {
        happens(nodes.store(0), "before");
        try (Watcher watcher = nodes.watch(0);
                Connection connection = DriverManager.getConnection(server.url(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            // as the storage does: MariaDB's own choice locks the gaps between the rows that it reads
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            assertThat(statement.executeUpdate(
                            "INSERT INTO sojourn_history (realm, session_key, version, nonce, kind, happened_at,"
                                    + " application) SELECT realm, 'late', 1, 1, 'created', 0, application"
                                    + " FROM sojourn_history WHERE session_key = 'before'"))
                    .isEqualTo(1);
            happens(nodes.store(1), "meanwhile");
            assertThat(watcher.until("meanwhile")).containsExactly("meanwhile");
            String position = watcher.position();
            connection.commit();

            assertThat(watcher.until("late")).containsExactly("meanwhile", "late");
            try (Watcher resumed = nodes.watch(1, position)) {
                assertThat(resumed.until("late")).containsExactly("late");
            }
        }
    }

    @Test
    void resumed_on_the_other_node_nothing_is_missed_or_repeated() {
        Watcher first = nodes.watch(0);
        happens(nodes.store(0), "one");
        first.until("one");
        first.close();
        happens(nodes.store(0), "two");
        happens(nodes.store(1), "three");

        try (Watcher again = nodes.watch(1, first.position())) {
            happens(nodes.store(0), "four");

            assertThat(again.until("four")).containsExactly("two", "three", "four");
        }
    }

    @Test
    void blocked_login_is_seen_on_its_own_node_only() {
        try (Watcher left = nodes.watch(0);
                Watcher right = nodes.watch(1)) {
            nodes.feed(0).take(new SessionEvent.LoginBlocked(now, "alice", null, BlockedBy.USERNAME));
            happens(nodes.store(0), "after");

            assertThat(left.until("after")).containsExactly("null", "after");
            assertThat(right.until("after")).containsExactly("after");
        }
    }
}
