package dev.sojourn.store.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;

/** Tells Hibernate that it has no connections of its own: each query brings one. */
final class NoConnections implements ConnectionProvider {

    @Override
    public Connection getConnection() throws SQLException {
        throw new SQLException("each query brings its own connection");
    }

    @Override
    public void closeConnection(Connection connection) throws SQLException {
        throw new SQLException("no connection came from here");
    }

    @Override
    public boolean supportsAggressiveRelease() {
        return false;
    }

    @Override
    public boolean isUnwrappableAs(Class<?> type) {
        return type.isInstance(this);
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return type.cast(this);
    }
}
