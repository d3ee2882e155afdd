package dev.sojourn.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sojourn.CapacityException;
import dev.sojourn.StorageUnavailableException;
import dev.sojourn.servers.MariaDbServer;
import dev.sojourn.servers.PostgresServer;
import dev.sojourn.servers.SmallDisk;
import dev.sojourn.servers.SqlServer;
import dev.sojourn.store.Bytes;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.support.MutableClock;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What callers see of a database without room: nothing new is written, and nothing old is lost. */
class DatabaseFullIT {

    private final Clock clock = MutableClock.startingNow();

    @Test
    void postgres_with_a_full_disk_refuses_writes_answers_reads_and_writes_again_once_there_is_room() {
        try (SmallDisk disk = SmallDisk.of(4);
                PostgresServer server = PostgresServer.start()) {
            server.administer("CREATE TABLESPACE small LOCATION '" + disk.path() + "'");
            server.administer("GRANT CREATE ON TABLESPACE small TO " + server.user());
            server.administer("ALTER ROLE " + server.user() + " SET default_tablespace = small");
            try (SessionStore store = open(server)) {
                List<StoredRecord> written = fill(store);

                disk.resize(64);

                assertThat(store.create(big("after"))).isTrue();
                assertThat(store.load(written.get(0).key())).isEqualTo(written.get(0));
            }
        }
    }

    @Test
    void mariadb_with_a_full_table_space_refuses_writes_and_answers_reads() {
        try (MariaDbServer server = MariaDbServer.start(
                        "--innodb-file-per-table=0", "--innodb-data-file-path=ibdata1:12M:autoextend:max:20M");
                SessionStore store = open(server)) {
            fill(store);
        }
    }

    private SessionStore open(SqlServer server) {
        var source = new DatabaseOptions.Url(server.url(), server.user(), server.password());
        return DatabaseStores.open(
                new DatabaseOptions(source, 4, Duration.ofSeconds(20), SchemaMode.CREATE, "full:"), clock);
    }

    /**
     * Creates records until there is no room several times in a row: the roll-back of a refused one may leave room for another. Answers
     * those that are there, each of them readable. Refusals are answers: the store does not believe that its server is gone.
     */
    private List<StoredRecord> fill(SessionStore store) {
        List<StoredRecord> written = new ArrayList<>();
        int refused = 0;
        for (int i = 0; refused < 5 && i < 1000; i++) {
            StoredRecord next = big("filler" + i);
            try {
                assertThat(store.create(next)).isTrue();
                written.add(next);
                refused = 0;
            } catch (CapacityException noRoom) {
                refused++;
                assertThat(store.load(next.key())).isNull();
            }
        }
        assertThat(refused).isEqualTo(5);
        StoredRecord last = written.remove(written.size() - 1);
        Throwable failure = catchThrowable(() -> store.replace(last, FaultContract.next(last, 2)));
        if (failure != null) {
            assertThat(failure)
                    .as("what a change of a session that is there is told")
                    .isInstanceOf(StorageUnavailableException.class);
        }
        assertThat(written)
                .isNotEmpty()
                .allSatisfy(record -> assertThat(store.load(record.key())).isEqualTo(record));
        return written;
    }

    /** Of bytes that no server can make smaller. */
    private StoredRecord big(String id) {
        byte[] noise = new byte[60_000];
        new Random(id.hashCode()).nextBytes(noise);
        StoredRecord small = RecordBuilder.session(id, clock.instant()).build();
        return StoredRecord.of(small.key(), small.version(), small.keepUntil(), small.fields(), Bytes.copyOf(noise));
    }
}
