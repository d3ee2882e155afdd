package dev.sojourn.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free ports of 127.0.0.1. Below those that the system gives to outgoing connections, so that a server that was killed finds its port
 * free when it starts again; and so that the port plus 10,000, where a Redis Cluster's nodes talk to each other, is one too.
 */
final class Ports {

    static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private static final int FIRST = 12_000;
    private static final int LAST = 22_000;

    private Ports() {}

    static int free() {
        for (int attempt = 0; attempt < 1000; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port between " + FIRST + " and " + LAST);
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(LOOPBACK, port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** Whether somebody accepts connections there. */
    static boolean answers(int port) {
        try (var socket = new java.net.Socket()) {
            socket.connect(new InetSocketAddress(LOOPBACK, port), 500);
            return true;
        } catch (java.net.SocketTimeoutException | java.net.ConnectException nobody) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a web server there answers 200 to this path. */
    static boolean serves(int port, String path) {
        try {
            var connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
            return connection.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
