package dev.sojourn.store.memcached;

import com.google.code.yanf4j.core.WriteMessage;
import com.google.code.yanf4j.nio.NioSessionConfig;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import net.rubyeye.xmemcached.CommandFactory;
import net.rubyeye.xmemcached.MemcachedOptimizer;
import net.rubyeye.xmemcached.command.Command;
import net.rubyeye.xmemcached.exception.MemcachedDecodeException;
import net.rubyeye.xmemcached.exception.MemcachedException;
import net.rubyeye.xmemcached.impl.MemcachedTCPSession;

/**
 * A connection to one server, on which commands of many threads travel one behind the other. When it breaks, everybody who waits for an
 * answer is told at once. Safe for many threads.
 */
final class Connection extends MemcachedTCPSession {

    private static final Log LOG = Log.of(Connection.class);

    private final Set<Command> waiting = ConcurrentHashMap.newKeySet();
    private final long begun = System.nanoTime();
    private volatile boolean lost;
    private volatile long number;

    Connection(
            NioSessionConfig config,
            int readBufferSize,
            MemcachedOptimizer optimizer,
            int readThreads,
            CommandFactory factory) {
        super(config, readBufferSize, optimizer, readThreads, factory);
        setAllowReconnect(false);
    }

    /** Connections to one server are numbered in the order of their opening. */
    long number() {
        return number;
    }

    void number(long newNumber) {
        number = newNumber;
    }

    /** For how long it has been there, in nanoseconds. */
    long age() {
        return System.nanoTime() - begun;
    }

    boolean isLost() {
        return lost;
    }

    /** Sends commands; whatever happens, the latch of each goes down or {@link #await} runs out of time. */
    void send(List<Command> commands) {
        waiting.addAll(commands);
        write(new Bundle(commands));
        if (lost || isClosed()) {
            commands.forEach(Connection::fail);
        }
    }

    @Override
    protected WriteMessage preprocessWriteMessage(WriteMessage message) {
        if (!(message instanceof Bundle bundle)) {
            return super.preprocessWriteMessage(message);
        }
        // Called again when the socket took only a part.
        if (!bundle.isAdded()) {
            bundle.setAdded(true);
            bundle.commands().forEach(this::addCommand);
        }
        return bundle;
    }

    /** Whether the command was answered, or the connection broke, before the time was up. */
    boolean await(Command command, long nanos) throws InterruptedException {
        try {
            return command.getLatch().await(nanos, TimeUnit.NANOSECONDS);
        } finally {
            waiting.remove(command);
        }
    }

    /** Told by xmemcached. */
    void opened() {
        // xmemcached else reads again on an empty socket, and waits there with all other connections of its selector.
        setUseBlockingRead(false);
        ((Attempt) getInetSocketAddressWrapper()).succeeded(this);
    }

    /** Told by xmemcached, and by {@link #close}. */
    void lost() {
        lost = true;
        ((Attempt) getInetSocketAddressWrapper()).lost(this);
        waiting.forEach(Connection::fail);
    }

    /** Not as an error with its stack, once for each connection of a server that is gone: {@link ServerLink} tells of that. */
    @Override
    public void onException(Throwable e) {
        LOG.because(e, Message.MEMCACHED_CONNECTION_BROKE);
    }

    /** At once: xmemcached's own way first waits up to 3 s for a server that no longer reads. */
    @Override
    public void close() {
        synchronized (this) {
            if (isClosed()) {
                return;
            }
            setClosed(true);
        }
        try {
            unregisterSession();
            unregisterChannel();
        } catch (IOException e) {
            onException(e);
        } finally {
            clearAttributes();
            onClosed();
        }
    }

    /** Fails where xmemcached's would wait, and stop its selector, for a command to which an answer that nobody asked for may belong. */
    @Override
    public void takeCurrentCommand() {
        Command next = commandAlreadySent.poll();
        if (next == null) {
            throw new MemcachedDecodeException("an answer to no command");
        }
        setCurrentCommand(next);
    }

    private static void fail(Command command) {
        if (command.getLatch().getCount() > 0) {
            command.setException(new MemcachedException("the connection is closed"));
            command.countDownLatch();
        }
    }
}
