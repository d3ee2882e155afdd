package dev.sojourn.config;

import dev.sojourn.store.database.DatabaseOptions;
import dev.sojourn.store.database.SchemaMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The storage {@code database}. {@link #toString} tells no password.
 *
 * @param url where Sojourn connects itself; null to take the data source
 * @param dataSource JNDI name of the server's data source
 * @param poolSize the greatest number of connections in use at once
 * @param timeout of one operation
 * @param schema what is done about the tables
 */
public record DatabaseSettings(
        DatabaseOptions.@Nullable Url url, String dataSource, int poolSize, Duration timeout, SchemaMode schema) {}
