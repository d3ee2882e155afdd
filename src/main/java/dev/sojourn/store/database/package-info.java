/**
 * The storage {@code database}: records in the tables of a relational database, through Jakarta Persistence on Hibernate ORM, with a history.
 * For audit and compliance, and as the database behind a front. Not a place for anybody else's data, nor a use of the application's own
 * persistence units: this one is made by hand, has no connections of its own, and no server manages it.
 *
 * <h2>Layout</h2>
 *
 * <p>{@code sojourn_record} has one row per record of any kind. Its {@code id} is the realm, a letter for the kind ({@code s:} a session,
 * {@code p:} a principal's index, {@code a:} login attempts, {@code l:} a lease, {@code d:} known devices, {@code r:} a revocation) and the key; {@code realm} is the configured prefix and {@code ~} ({@link
 * dev.sojourn.store.KeyPrefix}), so that several may share the tables. The version's number and nonce, the indexed fields (sessions only) and {@code keep_until} are columns; the body is bytes. Instants
 * are milliseconds since 1970, {@code Long.MAX_VALUE} for ever. A text that a database could not keep, tell apart or index stands in its column as
 * {@code #} and its hash; the row's texts are then in {@code long_texts}.
 *
 * <p>{@code sojourn_history} has one row per write of a session that tells its change, but for touches, unique by realm, session key, version and
 * nonce. {@code sojourn_schema} has the versions of the files that made the tables: {@code dev/sojourn/database/DATABASE/V1__sojourn.sql}, which also
 * tell the indexes. What each column and index is for stands in docs/storages/database.md.
 *
 * <h2>Expiry</h2>
 *
 * <p>A row is over when the Clock's instant is not before {@code keep_until}; from then on it is not answered, not listed, and a create may take its
 * place. {@code due_at} is the earlier of {@code expires_at} and {@code keep_until} while a session is active, else {@code keep_until}: the one index by which
 * expired sessions are found and rows that are over are removed, in transactions of at most 500 that pass over locked rows.
 *
 * <h2>Writes</h2>
 *
 * <p>Each is decided by the statement itself: {@code UPDATE … WHERE id AND version AND nonce AND keep_until > now}, or an insert that does nothing where
 * there is a row. One without history is one statement; any other is one transaction with its history, which writes rows in the order of their ids. A
 * deadlock, a serialization failure or a lock timeout is done again inside the operation's deadline.
 *
 * <h2>Connections and time</h2>
 *
 * <p>Each trip has a connection for itself, from HikariCP or from a given data source, and is made on a thread of the store's, which has no
 * transaction: writes stand outside the caller's, and no caller waits longer than its operation may take. Before every statement the
 * connection's network timeout is set to what is left. Nothing is connected to before the first operation, which looks after the tables.
 *
 * <h2>Guarantees</h2>
 *
 * <p>Where there is no room a create is refused with {@link dev.sojourn.CapacityException}, and other writes as unavailable; what MariaDB would not
 * take in one statement, with {@link dev.sojourn.SessionTooLargeException} before anything is sent. Live sessions are counted in an index.
 *
 * <p>Every write is atomic, together with its history, and seen by every later read of every node. What was answered is committed. Listings show each
 * record that exists throughout exactly once. Nothing is lost that the database keeps.
 */
@NullMarked
package dev.sojourn.store.database;

import org.jspecify.annotations.NullMarked;
