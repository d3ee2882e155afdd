package dev.sojourn.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Listens where a server should be and is none: on every connection it answers what it was told, whatever it is asked. */
public final class Stranger implements AutoCloseable {

    private final String first;
    private final String others;
    private final ServerSocket listening;

    private Stranger(String first, String others) throws IOException {
        this.first = first;
        this.others = others;
        this.listening = new ServerSocket(Ports.free(), 50, Ports.LOOPBACK);
    }

    /** Answers what comes first on a connection so, and everything after it so. */
    public static Stranger start(String first, String others) {
        try {
            var stranger = new Stranger(first, others);
            daemon(stranger::accept);
            return stranger;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listening.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket one = listening.accept();
                daemon(() -> answer(one));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void answer(Socket one) {
        try (one;
                InputStream asked = one.getInputStream()) {
            String answer = first;
            while (asked.read(new byte[8192]) > 0) {
                one.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                answer = others;
            }
        } catch (IOException gone) {
            // whoever asked had enough
        }
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "stranger");
        thread.setDaemon(true);
        thread.start();
    }
}
