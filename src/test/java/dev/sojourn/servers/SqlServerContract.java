package dev.sojourn.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What every fixture of a database promises beside that. */
abstract class SqlServerContract<S extends SqlServer> extends ServerContract<S> {

    @Override
    protected void talk(S running) {
        assertThat(running.version()).matches("\\d+\\.\\d+(\\.\\d+)?");
    }

    @Test
    void committed_rows_survive_a_kill() {
        server().execute("CREATE TABLE kept (id INT PRIMARY KEY)", "INSERT INTO kept VALUES (42)");

        server().kill();
        server().restart();

        assertThat(server().query("SELECT id FROM kept")).containsExactly("42");
    }

    @Test
    void emptied_server_has_no_table_left() {
        server().execute("CREATE TABLE gone (id INT PRIMARY KEY)");

        server().empty();

        server().execute("CREATE TABLE gone (id INT PRIMARY KEY)");
        assertThat(server().query("SELECT id FROM gone")).isEmpty();
    }

    @Test
    void wrong_password_is_refused() {
        Jdbc stranger = new Jdbc(server().url(), server().user(), "wrong");

        assertThatThrownBy(() -> stranger.query("SELECT 1")).hasRootCauseInstanceOf(SQLException.class);
    }
}
