package dev.sojourn.store.memcached;

import dev.sojourn.StorageTimeoutException;
import dev.sojourn.StorageUnavailableException;
import dev.sojourn.store.Bytes;
import dev.sojourn.store.guard.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import net.rubyeye.xmemcached.command.BinaryCommandFactory;
import net.rubyeye.xmemcached.command.Command;
import net.rubyeye.xmemcached.command.CommandType;
import net.rubyeye.xmemcached.command.binary.BaseBinaryCommand;
import net.rubyeye.xmemcached.command.binary.BinaryDeleteCommand;
import net.rubyeye.xmemcached.command.binary.BinaryStoreCommand;
import net.rubyeye.xmemcached.command.binary.ResponseStatus;
import net.rubyeye.xmemcached.transcoders.CachedData;
import org.jspecify.annotations.Nullable;

/** One command for one server, to be sent once, and its answer. For one thread. */
final class Request {

    /** For messages. */
    static final String WRONG_CREDENTIALS = "refused the user name or the password of sojourn.memcached.*";

    private static final BinaryCommandFactory FACTORY = new BinaryCommandFactory();

    private final ServerLink link;
    private final boolean write;
    private final Function<Connection, Command> maker;
    private @Nullable Connection connection;
    private @Nullable Command command;
    private long newestConnection;
    private final Map<String, Found> found = new HashMap<>();

    private Request(ServerLink link, boolean write, Function<Connection, Command> maker) {
        this.link = link;
        this.write = write;
        this.maker = maker;
    }

    /** What stands under a key, and its compare-and-swap id. */
    record Found(Bytes value, Handle handle) {}

    /** Reads several keys. */
    static Request gets(ServerLink link, Collection<String> keys) {
        return new Request(
                link,
                false,
                connection -> FACTORY.createGetMultiCommand(keys, new CountDownLatch(1), CommandType.GETS_MANY, null));
    }

    /** Writes where there is nothing. */
    static Request add(ServerLink link, String key, byte[] value, int expiry) {
        return new Request(link, true, connection -> new Store(key, CommandType.ADD, expiry, value, 0));
    }

    /**
     * Writes in the place of what was read. It is memcached's REPLACE and not its SET, which removes what is there when the server has no
     * room for the new.
     */
    static Request replace(ServerLink link, String key, byte[] value, int expiry, Handle handle) {
        return new Request(
                link,
                true,
                connection -> new Store(key, CommandType.REPLACE, expiry, value, handle.casOn(link, connection)));
    }

    /** Removes what was read. */
    static Request delete(ServerLink link, String key, Handle handle) {
        return new Request(link, true, connection -> new Delete(key, handle.casOn(link, connection)));
    }

    ServerLink link() {
        return link;
    }

    /** The command to be sent on this connection. */
    Command commandOn(Connection to) {
        connection = to;
        newestConnection = link.newest();
        Command made = maker.apply(to);
        command = made;
        return made;
    }

    /**
     * Waits for the answer.
     *
     * @throws StorageTimeoutException when it does not come in time, or never because the connection of a write broke
     * @throws StorageUnavailableException when the connection of a read broke
     * @throws RefusedException when the server answered with an error
     */
    void await(long endNanos) {
        Command sent = Objects.requireNonNull(command, "not sent");
        Connection used = Objects.requireNonNull(connection, "not sent");
        try {
            if (!used.await(sent, endNanos - System.nanoTime())) {
                // What it may still answer would be late for all behind it too.
                used.close();
                throw new StorageTimeoutException(link + " did not answer in time", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageTimeoutException(link + ": interrupted while waiting for an answer", e);
        }
        Exception failure = sent.getException();
        ResponseStatus status = ((BaseBinaryCommand) sent).getResponseStatus();
        if (failure == null && status != null) {
            if (!write) {
                readAnswer(sent);
            }
            return;
        }
        Exception cause = failure == null ? new IllegalStateException("no status") : failure;
        if (status == null || answered(status)) {
            String message = link + " broke the connection before it answered";
            throw write ? new StorageTimeoutException(message, cause) : new StorageUnavailableException(message, cause);
        }
        throw new RefusedException(link + " " + refusal(status), cause);
    }

    private static boolean answered(ResponseStatus status) {
        return switch (status) {
            case NO_ERROR, KEY_NOT_FOUND, KEY_EXISTS, ITEM_NOT_STORED -> true;
            default -> false;
        };
    }

    private static String refusal(ResponseStatus status) {
        return switch (status) {
            case AUTH_REQUIRED, AUTH_ERROR -> WRONG_CREDENTIALS;
            case OUT_OF_MEMORY -> "is out of memory (-m): nothing was written";
            case VALUE_TOO_BIG -> "takes no value that large (-I): nothing was written";
            default -> "answered " + status;
        };
    }

    /** Of a write: whether it was done. */
    boolean done() {
        return status() == ResponseStatus.NO_ERROR;
    }

    /** Of a write that was not done: whether there was nothing to write over. */
    boolean foundNothing() {
        return status() == ResponseStatus.KEY_NOT_FOUND;
    }

    private ResponseStatus status() {
        return ((BaseBinaryCommand) Objects.requireNonNull(command, "not sent")).getResponseStatus();
    }

    /** Of a read: what was found, by key. */
    Map<String, Found> found() {
        return found;
    }

    private void readAnswer(Command answered) {
        Map<?, ?> values = (Map<?, ?>) answered.getResult();
        values.forEach((key, value) -> {
            CachedData data = (CachedData) value;
            // xmemcached leaves an entry without data for a miss whose answer came in two pieces.
            if (data.getData() != null) {
                if (data.getCas() == 0) {
                    String message = link + " runs without compare-and-swap (-C), so that no write would be safe";
                    throw new RefusedException(message, new IllegalStateException(message));
                }
                found.put(
                        (String) key,
                        new Found(Bytes.copyOf(data.getData()), new Handle(link, data.getCas(), newestConnection)));
            }
        });
    }

    /** A write, of bytes as they are, where the compare-and-swap id is the given one; 0 for none. */
    private static final class Store extends BinaryStoreCommand {

        private final long expectedCas;

        Store(String key, CommandType type, int expiry, byte[] value, long expectedCas) {
            super(key, bytes(key), type, new CountDownLatch(1), expiry, expectedCas, value, false, AsTheyAre.INSTANCE);
            this.expectedCas = expectedCas;
        }

        @Override
        protected long getCasValue() {
            return expectedCas;
        }
    }

    /** A removal; xmemcached's own takes an id below 0 for none. */
    private static final class Delete extends BinaryDeleteCommand {

        private final long expectedCas;

        Delete(String key, long expectedCas) {
            super(key, bytes(key), expectedCas, CommandType.DELETE, new CountDownLatch(1), false);
            this.expectedCas = expectedCas;
        }

        @Override
        protected long getCasValue() {
            return expectedCas;
        }
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.US_ASCII);
    }
}
