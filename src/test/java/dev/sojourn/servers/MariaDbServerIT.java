package dev.sojourn.servers;

class MariaDbServerIT extends SqlServerContract<MariaDbServer> {

    @Override
    protected MariaDbServer open() {
        return MariaDbServer.start();
    }
}
