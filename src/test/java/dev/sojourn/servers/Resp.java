package dev.sojourn.servers;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** One connection that speaks Redis' protocol (RESP2), so that the fixtures do not need the client under test. For one thread. */
final class Resp implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private Resp(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = new BufferedOutputStream(socket.getOutputStream());
    }

    /** Connects; with TLS where a context is given. */
    static Resp connect(int port, @Nullable SSLContext tls) {
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(Ports.LOOPBACK, port), TIMEOUT_MILLIS);
            plain.setSoTimeout(TIMEOUT_MILLIS);
            if (tls == null) {
                return new Resp(plain);
            }
            SSLSocketFactory layered = tls.getSocketFactory();
            return new Resp(layered.createSocket(plain, "127.0.0.1", port, true));
        } catch (IOException e) {
            closeQuietly(plain);
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Says a command and answers what comes back: a String, a Long, a List of these, or null.
     *
     * @throws IllegalStateException with the server's words when it answers an error
     */
    @Nullable
    Object call(String... words) {
        try {
            line("*" + words.length);
            for (String word : words) {
                byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
                line("$" + bytes.length);
                out.write(bytes);
                out.write('\r');
                out.write('\n');
            }
            out.flush();
            return answer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable Object answer() throws IOException {
        String line = line();
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+' -> rest;
            case '-' -> throw new IllegalStateException(rest);
            case ':' -> Long.valueOf(rest);
            case '$' -> bulk(Integer.parseInt(rest));
            case '*' -> items(Integer.parseInt(rest));
            default -> throw new IOException("not RESP2: " + line);
        };
    }

    private List<@Nullable Object> items(int number) throws IOException {
        List<@Nullable Object> items = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            items.add(answer());
        }
        return items;
    }

    private @Nullable String bulk(int length) throws IOException {
        if (length < 0) {
            return null;
        }
        byte[] bytes = in.readNBytes(length);
        line();
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void line(String text) throws IOException {
        out.write((text + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\r'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server closed the connection");
            }
            line.append((char) c);
        }
        if (in.read() < 0) {
            throw new EOFException("the server closed the connection");
        }
        return line.toString();
    }

    @Override
    public void close() {
        closeQuietly(socket);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            // there is nothing left to close
        }
    }
}
