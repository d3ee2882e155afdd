package dev.sojourn.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a client and a server on 127.0.0.1, and does to their connections what a network may do. It begins by forwarding; a
 * fault holds until the next one or {@link #restore}. It counts connections and round trips. Safe for many threads.
 */
public final class TcpProxy implements AutoCloseable {

    private final int port;
    private final int target;
    private final ProxyFault fault = new ProxyFault();
    private final Queue<ProxyConnection> connections = new ConcurrentLinkedQueue<>();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong trips = new AtomicLong();
    private @Nullable Listener listener;

    private TcpProxy(int port, int target) {
        this.port = port;
        this.target = target;
    }

    /** Begins to forward to a port, whether or not anybody is there yet. */
    public static TcpProxy to(int target) {
        TcpProxy proxy = new TcpProxy(Ports.free(), target);
        proxy.listen();
        return proxy;
    }

    /** Where clients connect; stays the same, also while refusing. */
    public int port() {
        return port;
    }

    /** Forwards again. Connections made before go on if they are still there; what was held back is delivered now. */
    public void restore() {
        fault.none();
        listen();
    }

    /** Nobody listens: open connections are reset, new ones refused. */
    public void refuse() {
        fault.none();
        stopListening();
        resetConnections();
    }

    /** Connections can be made and stay, but nothing passes any more, in neither direction. */
    public void blackHole() {
        fault.blackHole();
        listen();
    }

    /** The server hears its clients, and they do not hear it: what it says is held back. */
    public void holdReplies() {
        fault.holdReplies();
        listen();
    }

    /** Each round trip takes so much longer: a request waits before it goes to the server. */
    public void delay(Duration time) {
        fault.delay(time);
        listen();
    }

    /** Of what the server says from now on, so many bytes pass on each connection; then it is closed, in the middle of a reply. */
    public void tearReplies(int afterBytes) {
        fault.tear(afterBytes);
        listen();
    }

    /** Resets the connections that are open now (RST, which drops what is on its way); new ones are forwarded as before. */
    public void resetConnections() {
        connections.forEach(ProxyConnection::reset);
    }

    /** Connections that clients made so far. */
    public long connections() {
        return accepted.get();
    }

    /** Those still open. */
    public int openConnections() {
        return (int) connections.stream().filter(ProxyConnection::isOpen).count();
    }

    /**
     * Round trips so far, over all connections: the first bytes of a client on a connection count one, and so do its first bytes after an
     * answer. A pipeline is one, as long as its client sends it whole before the server begins to answer; so is a
     * handshake's every step.
     */
    public long trips() {
        return trips.get();
    }

    @Override
    public void close() {
        stopListening();
        fault.none();
        resetConnections();
        connections.forEach(ProxyConnection::join);
    }

    private synchronized void listen() {
        if (listener == null) {
            listener = new Listener();
        }
    }

    private synchronized void stopListening() {
        if (listener != null) {
            listener.stop();
            listener = null;
        }
    }

    private final class Listener implements Runnable {

        private final ServerSocket socket;
        private final Thread thread;

        Listener() {
            try {
                socket = new ServerSocket();
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(Ports.LOOPBACK, port));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            thread = new Thread(this, "tcp-proxy-" + port);
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void run() {
            while (!socket.isClosed()) {
                try {
                    accept(socket.accept());
                } catch (IOException stopped) {
                    // closed by stop(), or the client is already gone
                }
            }
        }

        private void accept(Socket client) throws IOException {
            accepted.incrementAndGet();
            Socket server = new Socket();
            try {
                server.connect(new InetSocketAddress(Ports.LOOPBACK, target), 5000);
            } catch (IOException nobodyThere) {
                server.close();
                client.setSoLinger(true, 0);
                client.close();
                return;
            }
            ProxyConnection connection = new ProxyConnection(client, server, fault, trips);
            connections.add(connection);
            connection.start();
        }

        void stop() {
            try {
                socket.close();
                thread.join();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
