package dev.sojourn.store.database;

import dev.sojourn.StorageTimeoutException;
import dev.sojourn.StorageUnavailableException;
import dev.sojourn.store.guard.RefusedException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.Set;

/** What an SQLException means to the caller of a store. Messages tell the SQLState, but nothing of the server's text, which may have data in it. */
final class Failures {

    /** PostgreSQL and the standard: serialization failure, deadlock, lock not available. */
    private static final Set<String> PASSING_STATES = Set.of("40001", "40P01", "55P03");

    /** MariaDB: deadlock, lock wait timeout, changed since last read. H2: lock timeout, concurrent update. */
    private static final Set<Integer> PASSING_CODES = Set.of(1213, 1205, 1020, 50200, 90131);

    /** Statement cancelled; MariaDB: over max_statement_time. */
    private static final Set<String> CANCELLED = Set.of("57014", "70100");

    /** PostgreSQL: shut down, crashed, starting up. */
    private static final Set<String> GONE_STATES = Set.of("57P01", "57P02", "57P03");

    /** H2: object closed, broken, closed. */
    private static final Set<Integer> GONE_CODES = Set.of(90007, 90067, 90098, 90121);

    private static final String WRONG_USER =
            "it does not accept the user or the password (sojourn.database.username, sojourn.database.password)";
    /** PostgreSQL: disk full, out of memory. */
    private static final Set<String> FULL_STATES = Set.of("53100", "53200");

    /** MariaDB: disk full, table full. */
    private static final Set<Integer> FULL_CODES = Set.of(1021, 1114);

    private static final String READ_ONLY = "it is read-only";
    private static final String DISK_FULL = "its disk is full";
    private static final String TOO_MANY = "it has no connection left (see sojourn.database.pool-size)";
    private static final String NOT_ALLOWED = "the user may not do that";
    private static final String NO_TABLE =
            "a table or column is missing (sojourn.database.schema is create, update, validate or none)";
    private static final String NO_DATABASE = "there is no database of that name (sojourn.database.url)";

    private static final Map<String, String> REFUSED_STATES = Map.ofEntries(
            Map.entry("28P01", WRONG_USER),
            Map.entry("28000", WRONG_USER),
            Map.entry("25006", READ_ONLY),
            Map.entry("53100", DISK_FULL),
            Map.entry("53200", "it is out of memory"),
            Map.entry("53300", TOO_MANY),
            Map.entry("42501", NOT_ALLOWED),
            Map.entry("3D000", NO_DATABASE),
            Map.entry("42P01", NO_TABLE),
            Map.entry("42703", NO_TABLE),
            Map.entry("42S02", NO_TABLE),
            Map.entry("42S04", NO_TABLE),
            Map.entry("42S22", NO_TABLE));

    /** Of MariaDB and H2, whose SQLStates do not tell. */
    private static final Map<Integer, String> REFUSED_CODES = Map.ofEntries(
            Map.entry(1040, TOO_MANY),
            Map.entry(1203, TOO_MANY),
            Map.entry(1226, TOO_MANY),
            Map.entry(1044, NOT_ALLOWED),
            Map.entry(1142, NOT_ALLOWED),
            Map.entry(1049, NO_DATABASE),
            Map.entry(1021, DISK_FULL),
            Map.entry(1114, DISK_FULL),
            Map.entry(1290, READ_ONLY),
            Map.entry(1792, READ_ONLY),
            Map.entry(1836, READ_ONLY),
            Map.entry(90097, READ_ONLY),
            Map.entry(90096, NOT_ALLOWED));

    private Failures() {}

    /** Nothing happened, because somebody else was at the same rows; it may go well at the next try. */
    static final class PassingException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PassingException(SQLException cause) {
            super(cause);
        }
    }

    /**
     * The exception for a failed statement.
     *
     * @param unknown whether it may have happened nevertheless
     */
    static RuntimeException of(SQLException e, boolean unknown) {
        if (isTimeout(e)) {
            return new StorageTimeoutException("the database did not answer in time", e);
        }
        if (isPassing(e)) {
            return new PassingException(e);
        }
        if (isGone(e) && !REFUSED_CODES.containsKey(e.getErrorCode())) {
            return unknown
                    ? new StorageTimeoutException("the connection to the database broke during a write", e)
                    : unreachable(e);
        }
        return refused(e);
    }

    /** The exception when there was no connection. */
    static RuntimeException notConnected(SQLException e) {
        if (REFUSED_STATES.containsKey(String.valueOf(e.getSQLState()))
                || REFUSED_CODES.containsKey(e.getErrorCode())) {
            return refused(e);
        }
        return unreachable(e);
    }

    /** Whether a row with that key is there already. */
    static boolean isDuplicate(SQLException e) {
        return "23505".equals(e.getSQLState()) || e.getErrorCode() == 1062;
    }

    /** Whether there was no room for what was to be written. */
    static boolean isFull(RefusedException refusal) {
        return refusal.getCause() instanceof SQLException e
                && (FULL_STATES.contains(String.valueOf(e.getSQLState())) || FULL_CODES.contains(e.getErrorCode()));
    }

    /** Whether the connection is good after this. */
    static boolean leavesConnection(RuntimeException failure) {
        return failure instanceof PassingException || failure instanceof RefusedException;
    }

    private static StorageUnavailableException unreachable(SQLException e) {
        return new StorageUnavailableException("the database cannot be reached (SQLState " + e.getSQLState() + ")", e);
    }

    private static RefusedException refused(SQLException e) {
        String why = REFUSED_STATES.get(String.valueOf(e.getSQLState()));
        if (why == null) {
            why = REFUSED_CODES.getOrDefault(e.getErrorCode(), "an unexpected error");
        }
        return new RefusedException(
                "the database refused: " + why + " (SQLState " + e.getSQLState() + ", code " + e.getErrorCode() + ")",
                e);
    }

    private static boolean isTimeout(SQLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return true;
            }
        }
        return !PASSING_CODES.contains(e.getErrorCode())
                && (e instanceof SQLTimeoutException || CANCELLED.contains(String.valueOf(e.getSQLState())));
    }

    private static boolean isPassing(SQLException e) {
        return PASSING_STATES.contains(String.valueOf(e.getSQLState())) || PASSING_CODES.contains(e.getErrorCode());
    }

    private static boolean isGone(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("08")
                || GONE_STATES.contains(state)
                || GONE_CODES.contains(e.getErrorCode())
                || e instanceof SQLNonTransientConnectionException
                || e instanceof SQLTransientConnectionException
                || e instanceof SQLRecoverableException;
    }
}
