package dev.sojourn.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/** One client's connection through a proxy: a thread for each direction. */
final class ProxyConnection {

    private final Socket client;
    private final Socket server;
    private final ProxyFault fault;
    private final AtomicLong trips;
    private final Thread requests;
    private final Thread replies;
    private volatile boolean answered = true;

    ProxyConnection(Socket client, Socket server, ProxyFault fault, AtomicLong trips) throws IOException {
        this.client = client;
        this.server = server;
        this.fault = fault;
        this.trips = trips;
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        requests = thread("tcp-proxy-requests", this::forwardRequests);
        replies = thread("tcp-proxy-replies", this::forwardReplies);
    }

    private Thread thread(String name, Pump pump) {
        Thread thread = new Thread(
                () -> {
                    try {
                        pump.untilEnd();
                        close();
                    } catch (IOException | InterruptedException broken) {
                        reset();
                    }
                },
                name);
        thread.setDaemon(true);
        return thread;
    }

    void start() {
        requests.start();
        replies.start();
    }

    private void forwardRequests() throws IOException, InterruptedException {
        byte[] buffer = new byte[1 << 16];
        InputStream in = client.getInputStream();
        OutputStream out = server.getOutputStream();
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            if (answered) {
                answered = false;
                trips.incrementAndGet();
                fault.passDelay();
            }
            fault.passRequest();
            out.write(buffer, 0, read);
        }
    }

    private void forwardReplies() throws IOException, InterruptedException {
        byte[] buffer = new byte[1 << 16];
        InputStream in = server.getInputStream();
        OutputStream out = client.getOutputStream();
        long torn = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            fault.passReply();
            int tearAfter = fault.tearAfter();
            torn = tearAfter == ProxyFault.WHOLE ? 0 : torn + read;
            answered = true;
            if (tearAfter != ProxyFault.WHOLE && torn >= tearAfter) {
                out.write(buffer, 0, (int) (read - (torn - tearAfter)));
                break;
            }
            out.write(buffer, 0, read);
        }
    }

    /** Closes both sides in good order: what was written still arrives. */
    private void close() throws IOException {
        client.close();
        server.close();
    }

    boolean isOpen() {
        return !client.isClosed();
    }

    /** Closes both sides with a reset, and ends the threads. */
    void reset() {
        for (Socket socket : new Socket[] {client, server}) {
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException alreadyClosed) {
                // which is what was wanted
            }
        }
        requests.interrupt();
        replies.interrupt();
    }

    /** Waits until both threads have ended. */
    void join() {
        try {
            requests.join();
            replies.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Moves bytes until a side ends. */
    @FunctionalInterface
    private interface Pump {
        void untilEnd() throws IOException, InterruptedException;
    }
}
