package dev.sojourn.codec;

import dev.sojourn.store.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/**
 * Writes the few types that records are made of, one after the other and without names. What it writes is
 * {@link CodecReader}'s to read. For one thread and one record.
 */
final class CodecWriter {

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

    /** UTF-8; a text with half a surrogate pair, which UTF-8 cannot say, as bytes in UTF-16, so that no two texts become one. */
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
            bytes(utf16.array());
        }
    }

    /** Milliseconds of the epoch, rounded down; {@code true} for {@link Instant#MAX}. */
    void instant(@Nullable Instant value) throws IOException {
        if (value == null) {
            out.packNil();
        } else if (value.equals(Instant.MAX)) {
            out.packBoolean(true);
        } else {
            out.packLong(millis(value));
        }
    }

    void nil() throws IOException {
        out.packNil();
    }

    /** What is too far away for a long, 290 million years, is as far away as one can say. */
    private static long millis(Instant value) {
        try {
            return value.toEpochMilli();
        } catch (ArithmeticException tooFar) {
            return value.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
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
