package dev.sojourn.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class PostgresServerIT extends ServerContract<PostgresServer> {

    @Override
    protected PostgresServer open() {
        return PostgresServer.start();
    }

    @Override
    protected void talk(PostgresServer running) {
        assertThat(running.version()).isNotBlank();
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
