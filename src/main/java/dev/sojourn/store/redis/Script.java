package dev.sojourn.store.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** The scripts that run in the server: the files beside this package, each with what they share before it. */
enum Script {
    /** Writes records. */
    WRITE(true, "places", "write"),
    /** Removes a record. */
    DELETE(true, "places", "delete"),
    /** Reads a part of a sorted set. */
    PAGE(false, "page"),
    /** Takes entries of records that are gone out of the indexes. */
    HEAL(true, "places", "heal"),
    /** Looks for such entries. */
    SWEEP(true, "places", "sweep"),
    /** Reads the outbox. */
    UNDELIVERED(false, "undelivered"),
    /** Takes copies out of the outbox. */
    DELIVERED(true, "delivered"),
    /** Takes copies out of the outbox, but keeps them for a later release. */
    LATER(true, "later"),
    /** Puts copies aside that nobody can read. */
    ASIDE(true, "aside"),
    /** Marks a bucket. */
    MARK(true, "mark");

    /** Where {@link #WRITE} is told that it is sent again. */
    private static final int AGAIN = 2;

    private final boolean writes;
    private final String source;
    private final String digest;

    Script(boolean writes, String... files) {
        this.writes = writes;
        var text = new StringBuilder();
        for (String file : files) {
            text.append(read(file));
        }
        this.source = text.toString();
        this.digest = sha1(source);
    }

    boolean writes() {
        return writes;
    }

    String source() {
        return source;
    }

    String digest() {
        return digest;
    }

    /** The arguments for a second try. */
    List<byte[]> again(List<byte[]> arguments) {
        if (this != WRITE) {
            return arguments;
        }
        List<byte[]> again = new ArrayList<>(arguments);
        again.set(AGAIN, new byte[] {'1'});
        return again;
    }

    private static String read(String file) {
        try (InputStream in = Script.class.getResourceAsStream(file + ".lua")) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What Redis calls a script by; it protects nothing. */
    private static String sha1(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-1", e);
        }
    }
}
