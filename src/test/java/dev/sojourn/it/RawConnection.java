package dev.sojourn.it;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A connection that sends bytes as they are and is kept for the next request where the server keeps it. For one thread. */
public final class RawConnection implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;
    private final InputStream in;
    private boolean open = true;

    /** Connects. */
    public RawConnection(URI server) throws IOException {
        socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Whether another request may be sent. */
    public boolean open() {
        return open;
    }

    /** Sends a request and reads one answer; the empty text when the server closed without one. */
    public RawHttp.Reply exchange(byte[] request, boolean head) throws IOException {
        socket.getOutputStream().write(request);
        socket.getOutputStream().flush();
        try {
            return read(head);
        } catch (EOFException closed) {
            open = false;
            return new RawHttp.Reply("");
        }
    }

    /** Says that the server broke it: no answer. */
    public RawHttp.Reply broken() {
        open = false;
        return new RawHttp.Reply("");
    }

    private RawHttp.Reply read(boolean head) throws IOException {
        var text = new StringBuilder();
        String status = line();
        while (status.startsWith("HTTP/1.1 1")) {
            // an interim answer, such as 100: headers and no body
            while (!line().isEmpty()) {}
            status = line();
        }
        text.append(status).append("\r\n");
        int length = -1;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            text.append(header).append("\r\n");
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = lower.contains("chunked");
            } else if (lower.startsWith("connection:") && lower.contains("close")) {
                open = false;
            }
        }
        text.append("\r\n");
        int code = new RawHttp.Reply(text.toString()).status();
        if (head || code == 204 || code == 304) {
            return new RawHttp.Reply(text.toString());
        }
        if (chunked) {
            for (int size = size(); size > 0; size = size()) {
                text.append(new String(in.readNBytes(size), StandardCharsets.ISO_8859_1));
                line();
            }
            while (!line().isEmpty()) {}
        } else if (length >= 0) {
            text.append(new String(in.readNBytes(length), StandardCharsets.ISO_8859_1));
        } else {
            open = false;
            text.append(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
        }
        return new RawHttp.Reply(text.toString());
    }

    private int size() throws IOException {
        return Integer.parseInt(line().replaceAll(";.*", "").strip(), 16);
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            line.write(next);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
