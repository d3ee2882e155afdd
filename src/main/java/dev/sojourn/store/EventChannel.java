package dev.sojourn.store;

import java.util.List;
import java.util.function.Consumer;

/**
 * The capability of a storage to carry messages from one node to all others, as they are sent. Nothing is kept: who does not listen at that moment
 * misses it.
 */
public interface EventChannel {

    /**
     * Sends these, in one trip. Whoever listens gets each of them, perhaps twice, in this order.
     *
     * @throws dev.sojourn.StorageException when that failed, for some of them or all
     */
    void send(List<Bytes> messages);

    /** A way to listen, which opens nothing yet. */
    Listening listening();

    /** One who listens, over a connection of his own. */
    interface Listening extends AutoCloseable {

        /**
         * Connects and receives, in the calling thread, until this is closed. May be called again when it threw.
         *
         * @param ready called once everything is received that is sent from then on
         * @param receiver given the messages, those of this node included
         * @throws dev.sojourn.StorageException when there is no connection, or no more
         */
        void receive(Runnable ready, Consumer<Bytes> receiver);

        /** Makes {@link #receive} return, from whatever thread. */
        @Override
        void close();
    }
}
