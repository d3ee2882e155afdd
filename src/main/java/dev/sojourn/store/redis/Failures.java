package dev.sojourn.store.redis;

import dev.sojourn.StorageException;
import dev.sojourn.StorageTimeoutException;
import dev.sojourn.StorageUnavailableException;
import dev.sojourn.store.guard.RefusedException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** What the failures of servers and connections mean for the caller of a storage. */
final class Failures {

    /** The first word of a server's error, and what it says. */
    private static final Map<String, String> REFUSALS = Map.ofEntries(
            Map.entry("OOM", "is out of memory (maxmemory)"),
            Map.entry("READONLY", "is a read-only replica"),
            Map.entry("NOREPLICAS", "has too few replicas to write (min-replicas-to-write)"),
            Map.entry("MISCONF", "does not write, because it cannot save to its disk"),
            Map.entry("LOADING", "is still loading its data"),
            Map.entry("MASTERDOWN", "is a replica without its master"),
            Map.entry("BUSY", "is busy with a long script"),
            Map.entry("CLUSTERDOWN", "is a Cluster that is down, or has slots without a server"),
            Map.entry("TRYAGAIN", "is a Cluster that is moving these keys"),
            Map.entry("CROSSSLOT", "is a Cluster, which the configuration does not say"),
            Map.entry("MOVED", "is a Cluster, which the configuration does not say"),
            Map.entry("NOAUTH", "wants a password"),
            Map.entry("WRONGPASS", "does not accept this user and password"),
            Map.entry("NOPERM", "does not permit this user what Sojourn needs (see docs/storages/redis.md)"));

    private static final Pattern FIRST_WORD = Pattern.compile("[A-Z]{2,20}\\b");
    private static final Pattern WITHIN_A_SCRIPT = Pattern.compile(": -?([A-Z]{2,20}) ");
    private static final String OUT_OF_MEMORY = "OOM command not allowed";

    private Failures() {}

    /** Whether the server is out of memory. A script's error tells it somewhere in its text. */
    static boolean outOfMemory(JedisDataException error) {
        return text(error).contains(OUT_OF_MEMORY);
    }

    /** Whether the server is not the master, so that nothing was written. */
    static boolean readOnly(Object reply) {
        return reply instanceof JedisDataException error && code(error).equals("READONLY");
    }

    /** The server answered that it will not. Only the first word of its text is told: what follows may repeat keys and values. */
    static StorageUnavailableException refusal(JedisDataException error) {
        return new StorageUnavailableException(what(error), new JedisDataException(code(error)));
    }

    /** The same within a trip, where it must not count as not reached. */
    static RefusedException refused(JedisDataException error) {
        return new RefusedException(what(error), new JedisDataException(code(error)));
    }

    /** A connection that failed after something was sent on it. */
    static StorageException lost(List<? extends Command> commands, JedisException cause) {
        if (timedOut(cause)) {
            return new StorageTimeoutException("redis did not answer in time", cause);
        }
        if (commands.stream().anyMatch(Command::writes)) {
            return new StorageTimeoutException("redis: the connection broke before a write was answered", cause);
        }
        return new StorageUnavailableException("redis: the connection broke", cause);
    }

    static boolean timedOut(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return true;
            }
        }
        return false;
    }

    /** An answer that Redis does not give: whatever is at the other end, it is none. */
    static StorageUnavailableException strange(@Nullable Exception cause) {
        return new StorageUnavailableException("redis: what answers does not speak as Redis does", cause);
    }

    private static String what(JedisDataException error) {
        String code = code(error);
        return "redis " + REFUSALS.getOrDefault(code, "refused: " + code);
    }

    private static String code(JedisDataException error) {
        String text = text(error);
        if (text.contains(OUT_OF_MEMORY)) {
            return "OOM";
        }
        if (text.contains("non local key")) {
            return "CROSSSLOT";
        }
        if (text.contains("invalid password") || text.contains("without any password configured")) {
            return "WRONGPASS";
        }
        if (text.toLowerCase(Locale.ROOT).contains("no permissions to access")) {
            return "NOPERM";
        }
        // Older servers tell an error of a command within a script after the script's name.
        Matcher within = WITHIN_A_SCRIPT.matcher(text);
        Matcher first = FIRST_WORD.matcher(text);
        if (text.startsWith("ERR Error running script") && within.find()) {
            return within.group(1);
        }
        return first.lookingAt() ? first.group() : "ERR";
    }

    private static String text(JedisDataException error) {
        String message = error.getMessage();
        return message == null ? "" : message;
    }
}
