package dev.sojourn.store.memcached;

import com.google.code.yanf4j.config.Configuration;
import com.google.code.yanf4j.core.Controller;
import com.google.code.yanf4j.core.ControllerStateListener;
import com.google.code.yanf4j.core.Session;
import com.google.code.yanf4j.nio.NioSession;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.rubyeye.xmemcached.CommandFactory;
import net.rubyeye.xmemcached.MemcachedOptimizer;
import net.rubyeye.xmemcached.MemcachedSessionComparator;
import net.rubyeye.xmemcached.MemcachedSessionLocator;
import net.rubyeye.xmemcached.XMemcachedClient;
import net.rubyeye.xmemcached.XMemcachedClientBuilder;
import net.rubyeye.xmemcached.buffer.BufferAllocator;
import net.rubyeye.xmemcached.command.BinaryCommandFactory;
import net.rubyeye.xmemcached.command.Command;
import net.rubyeye.xmemcached.impl.MemcachedConnector;
import net.rubyeye.xmemcached.impl.ReconnectRequest;

/**
 * xmemcached's network engine: its selectors, its connections, its binary protocol. Which server has a key, when to connect, and SASL
 * are {@link Ring}'s and {@link ServerLink}'s, because xmemcached's own ways do not fit: it tries a server that is gone again after 1 s, then
 * 2 s and so on up to a minute, one server after the other; it hashes what a server's name resolved to; and it sends commands before it has
 * signed in.
 */
@SuppressWarnings({"deprecation", "rawtypes"}) // in signatures of xmemcached that are overridden here
final class Wire extends XMemcachedClient {

    private static final Log LOG = Log.of(Wire.class);

    /** One for connecting, two for reading and writing. */
    private static final int REACTORS = 3;

    private static final int START_SECONDS = 10;

    private Wire(Configuration configuration) throws IOException {
        super(
                null,
                null,
                null,
                configuration,
                XMemcachedClientBuilder.getDefaultSocketOptions(),
                new BinaryCommandFactory(),
                null,
                null,
                null,
                Map.of(),
                1,
                DEFAULT_CONNECT_TIMEOUT,
                null,
                true,
                false);
    }

    /** Starts one, without any connection. */
    static Wire open() throws IOException {
        Configuration configuration = XMemcachedClientBuilder.getDefaultConfiguration();
        configuration.setSelectorPoolSize(REACTORS);
        Wire wire = new Wire(configuration);
        // Who connects before the selectors run waits for them, in a loop that an interrupt makes endless.
        if (!((Connections) wire.connector).awaitReady()) {
            wire.shutdown();
            throw new IOException("xmemcached's selectors did not start");
        }
        return wire;
    }

    /**
     * Connects, and waits for it. Not to be called any more once {@link #shutdown} was: it would wait for ever.
     *
     * @throws IOException when that failed or took longer
     */
    Connection connect(Attempt attempt, long timeoutMillis) throws IOException, InterruptedException {
        Future<Boolean> connected = connector.connect(attempt);
        try {
            connected.get(timeoutMillis, TimeUnit.MILLISECONDS);
            return attempt.connection();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (TimeoutException e) {
            connected.cancel(true);
            attempt.giveUp();
            throw new IOException("no answer to the connection request", e);
        } catch (InterruptedException e) {
            connected.cancel(true);
            attempt.giveUp();
            throw e;
        }
    }

    @Override
    protected MemcachedConnector newConnector(
            BufferAllocator allocator,
            Configuration configuration,
            MemcachedSessionLocator locator,
            MemcachedSessionComparator comparator,
            CommandFactory factory,
            int poolSize,
            int maxQueuedNoReply) {
        configuration.setDispatchMessageThreadCount(0);
        return new Connections(configuration, locator, comparator, allocator, factory, poolSize, maxQueuedNoReply);
    }

    /** Hands each connection to the attempt that wanted it, and keeps none itself. */
    private static final class Connections extends MemcachedConnector {

        private static final MemcachedOptimizer AS_THEY_ARE = new MemcachedOptimizer() {
            @Override
            public Command optimize(Command command, Queue waiting, Queue<Command> sent, int bufferSize) {
                return command;
            }

            @Override
            @Deprecated
            public void setBufferAllocator(BufferAllocator allocator) {}
        };

        private final CommandFactory factory;
        private final CountDownLatch ready = new CountDownLatch(1);

        Connections(
                Configuration configuration,
                MemcachedSessionLocator locator,
                MemcachedSessionComparator comparator,
                BufferAllocator allocator,
                CommandFactory factory,
                int poolSize,
                int maxQueuedNoReply) {
            super(configuration, locator, comparator, allocator, factory, poolSize, maxQueuedNoReply);
            this.factory = factory;
            setEnableHealSession(false);
            addStateListener(new ControllerStateListener() {
                @Override
                public void onReady(Controller controller) {
                    ready.countDown();
                }

                @Override
                public void onStarted(Controller controller) {}

                @Override
                public void onAllSessionClosed(Controller controller) {}

                @Override
                public void onException(Controller controller, Throwable t) {}

                @Override
                public void onStopped(Controller controller) {}
            });
        }

        /** Whether all selectors run; waits for it. */
        boolean awaitReady() {
            try {
                return ready.await(START_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        @Override
        protected NioSession buildSession(SocketChannel channel) {
            // Without xmemcached's merging of commands, in which an error to several reads becomes a miss of each.
            var connection = new Connection(
                    buildSessionConfig(channel, buildQueue()),
                    configuration.getSessionReadBufferSize(),
                    AS_THEY_ARE,
                    getReadThreadCount(),
                    factory);
            connection.setBufferAllocator(getBufferAllocator());
            return connection;
        }

        /** Without the error in the log, with its stack, at each attempt to reach a server that is gone: the attempt knows. */
        @Override
        public void onConnect(SelectionKey key) {
            try {
                super.onConnect(key);
            } catch (IOException toldToTheAttempt) {
                LOG.because(toldToTheAttempt, Message.MEMCACHED_NO_CONNECTION);
            }
        }

        // These two without the lock of what they override: they only pass on, and what they call has locks of its own.

        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized")
        public void addSession(Session session) {
            ((Connection) session).opened();
        }

        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized")
        public void removeSession(Session session) {
            ((Connection) session).lost();
        }

        @Override
        public void addToWatingQueue(ReconnectRequest request) {}

        /** Nothing: it would wait for servers that no longer answer. */
        @Override
        public synchronized void quitAllSessions() {}
    }
}
