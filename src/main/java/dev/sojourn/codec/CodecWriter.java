package dev.sojourn.codec;

import dev.sojourn.SessionKey;
import dev.sojourn.store.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/**
 * Writes the few types that records are made of, one after the other and without names. What it writes is
 * {@link CodecReader}'s to read. For one thread and one record.
 */
final class CodecWriter {

    /** The extension type of a text in UTF-16. */
    static final byte UTF_16 = 1;

    private static final MessagePack.PackerConfig CONFIG = new MessagePack.PackerConfig().withBufferSize(1024);

    /** What is written after the format number. */
    @FunctionalInterface
    interface Content {
        void writeTo(CodecWriter out) throws IOException;
    }

    private final MessageBufferPacker out;

    private CodecWriter(MessageBufferPacker out) {
        this.out = out;
    }

    /** The format number, then the content. */
    static byte[] write(int format, Content content) {
        try (MessageBufferPacker out = CONFIG.newBufferPacker()) {
            out.packInt(format);
            content.writeTo(new CodecWriter(out));
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    void number(long value) throws IOException {
        out.packLong(value);
    }

    void flag(boolean value) throws IOException {
        out.packBoolean(value);
    }

    /** A number of things to come. */
    void count(int things) throws IOException {
        out.packArrayHeader(things);
    }

    void bytes(byte[] value) throws IOException {
        out.packBinaryHeader(value.length);
        out.writePayload(value);
    }

    void bytes(@Nullable Bytes value) throws IOException {
        if (value == null) {
            out.packNil();
        } else {
            bytes(value.toArray());
        }
    }

    /** UTF-8; a text with half a surrogate pair, which UTF-8 cannot say, in UTF-16, so that no two texts become one. */
    void text(@Nullable String value) throws IOException {
        if (value == null) {
            out.packNil();
        } else if (isWellFormed(value)) {
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            out.packRawStringHeader(utf8.length);
            out.writePayload(utf8);
        } else {
            ByteBuffer utf16 = ByteBuffer.allocate(2 * value.length());
            utf16.asCharBuffer().put(value);
            out.packExtensionTypeHeader(UTF_16, utf16.capacity());
            out.writePayload(utf16.array());
        }
    }

    /** A session's key as its bytes; any other text as a text. */
    void key(String value) throws IOException {
        byte[] random = SessionKey.parse(value).map(CodecWriter::random).orElse(null);
        if (random == null) {
            text(value);
        } else {
            bytes(random);
        }
    }

    /** The bytes that a key was made of; null where its last character has bits that none has. */
    private static byte @Nullable [] random(SessionKey key) {
        byte[] random = Base64.getUrlDecoder().decode(key.value());
        return SessionKey.of(random).equals(key) ? random : null;
    }

    /** The short form where there is one, else a text. */
    void userAgent(@Nullable String value) throws IOException {
        byte[] coded = value == null ? null : UserAgents.shorten(value);
        if (coded == null) {
            text(value);
        } else {
            bytes(coded);
        }
    }

    /** Milliseconds of the epoch, rounded down; {@code true} for {@link Instant#MAX}. */
    void instant(@Nullable Instant value) throws IOException {
        instant(value, Instant.EPOCH);
    }

    /** The same as the distance from another instant, which takes fewer bytes the nearer it is. */
    void instant(@Nullable Instant value, Instant base) throws IOException {
        if (value == null) {
            out.packNil();
        } else if (value.equals(Instant.MAX)) {
            out.packBoolean(true);
        } else {
            // may overflow; the reader's sum then overflows back
            out.packLong(Millis.of(value) - Millis.of(base));
        }
    }

    void nil() throws IOException {
        out.packNil();
    }

    private static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
