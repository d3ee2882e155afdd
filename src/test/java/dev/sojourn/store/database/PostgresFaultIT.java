package dev.sojourn.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.StorageUnavailableException;
import dev.sojourn.servers.PostgresServer;
import dev.sojourn.servers.SqlServer;
import org.junit.jupiter.api.Test;

class PostgresFaultIT extends FaultContract {

    @Override
    protected SqlServer startServer() {
        return PostgresServer.start();
    }

    @Test
    void readOnly_writesAreRefusedAndReadsGoOn() {
        String user = server().user();
        server().execute("ALTER ROLE " + user + " SET default_transaction_read_only = on");
        try {
            endOtherConnections();
            assertThat(store().load(record().key())).isEqualTo(record());
            assertThatThrownBy(() -> store().replace(record(), next(record(), 2)))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("read-only");
            assertThat(store().load(record().key())).isEqualTo(record());
        } finally {
            server().execute("SET default_transaction_read_only = off", "ALTER ROLE " + user + " RESET ALL");
        }
    }

    @Test
    void withoutTheRight_writesAreRefusedAndReadsGoOn() {
        server().execute("REVOKE UPDATE ON sojourn_record FROM " + server().user());
        try {
            assertThatThrownBy(() -> store().replace(record(), next(record(), 2)))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("may not");
            assertThat(store().load(record().key())).isEqualTo(record());
        } finally {
            server().execute("GRANT UPDATE ON sojourn_record TO " + server().user());
        }
    }

    @Test
    void tableGone_isToldWithWhatToDo() {
        server().execute("ALTER TABLE sojourn_record RENAME TO elsewhere");
        try {
            assertThatThrownBy(() -> store().load(record().key()))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("sojourn.database.schema");
        } finally {
            server().execute("ALTER TABLE elsewhere RENAME TO sojourn_record");
        }
        assertThat(store().load(record().key())).isEqualTo(record());
    }

    /** So that the store's next connection gets the role's new settings. */
    private void endOtherConnections() {
        server().query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE usename = current_user AND pid <> pg_backend_pid()");
    }
}
