package dev.sojourn.servers;

class PostgresServerIT extends SqlServerContract<PostgresServer> {

    @Override
    protected PostgresServer open() {
        return PostgresServer.start();
    }
}
