package dev.sojourn.store.memcached;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import net.rubyeye.xmemcached.utils.InetSocketAddressWrapper;
import org.jspecify.annotations.Nullable;

/** One attempt to connect, which xmemcached carries to the connection that comes of it. Safe for many threads. */
final class Attempt extends InetSocketAddressWrapper {

    private final Consumer<Connection> whenLost;
    private @Nullable Connection connection;
    private boolean givenUp;

    /** To this address, which is not resolved again; whoever is told of a loss may be told more than once. */
    Attempt(InetSocketAddress address, Consumer<Connection> whenLost) {
        super(address, 0, 1, null, false);
        this.whenLost = whenLost;
    }

    void succeeded(Connection opened) {
        if (!taken(opened)) {
            opened.close();
        }
    }

    private synchronized boolean taken(Connection opened) {
        connection = opened;
        return !givenUp;
    }

    /** Nobody waits for it any more. */
    void giveUp() {
        Connection late = givenUp();
        if (late != null) {
            late.close();
        }
    }

    private synchronized @Nullable Connection givenUp() {
        givenUp = true;
        return connection;
    }

    synchronized Connection connection() throws IOException {
        if (connection == null) {
            throw new IOException("not connected");
        }
        return connection;
    }

    void lost(Connection gone) {
        whenLost.accept(gone);
    }
}
