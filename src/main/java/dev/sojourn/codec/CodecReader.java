package dev.sojourn.codec;

import dev.sojourn.SessionKey;
import dev.sojourn.store.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.ExtensionTypeHeader;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ValueType;

/**
 * Reads what {@link CodecWriter} wrote, from bytes that may be anything. A length that the bytes claim is compared with what is
 * left of them before anything of that length is made, and nothing nests, so that hostile bytes cost no more memory than
 * a few times their own length. For one thread and one record.
 */
final class CodecReader {

    /** What is read after the format number. */
    @FunctionalInterface
    interface Content<T> {
        T readFrom(CodecReader in) throws IOException;
    }

    private final MessageUnpacker in;
    private final int length;

    private CodecReader(MessageUnpacker in, int length) {
        this.in = in;
        this.length = length;
    }

    /**
     * Reads all of the bytes.
     *
     * @param format the one format that is known; with a second one, a release reads both
     * @throws UnreadableRecordException for anything else than a number of that format and exactly the content
     */
    static <T> T read(byte[] bytes, int format, Content<T> content) {
        try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(bytes)) {
            var in = new CodecReader(unpacker, bytes.length);
            long found = in.number();
            if (found != format) {
                throw unreadable("its format " + found + " is not known");
            }
            T value = content.readFrom(in);
            if (in.left() != 0) {
                throw unreadable(in.left() + " bytes too many");
            }
            return value;
        } catch (MessagePackException | IOException | IllegalArgumentException e) {
            throw new UnreadableRecordException("not a record", e);
        }
    }

    static UnreadableRecordException unreadable(String what) {
        return new UnreadableRecordException("not a record: " + what, null);
    }

    long number() throws IOException {
        return in.unpackLong();
    }

    int smallNumber() throws IOException {
        return in.unpackInt();
    }

    boolean flag() throws IOException {
        return in.unpackBoolean();
    }

    /** A number of things to come, of at least one byte each. */
    int count() throws IOException {
        return bounded(in.unpackArrayHeader());
    }

    /** The constant with this place in a list of all that were ever written. */
    <E> E constant(List<E> known) throws IOException {
        int place = in.unpackInt();
        if (place < 0 || place >= known.size()) {
            throw unreadable("a constant that is not known");
        }
        return known.get(place);
    }

    byte[] rawBytes() throws IOException {
        return in.readPayload(bounded(in.unpackBinaryHeader()));
    }

    Bytes bytes() throws IOException {
        return Bytes.copyOf(rawBytes());
    }

    @Nullable
    Bytes bytesOrNull() throws IOException {
        return in.tryUnpackNil() ? null : bytes();
    }

    String text() throws IOException {
        if (nextType() == ValueType.EXTENSION) {
            return utf16();
        }
        byte[] utf8 = in.readPayload(bounded(in.unpackRawStringHeader()));
        // a new decoder reports malformed bytes, where a String's constructor would put something in their place
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    }

    private String utf16() throws IOException {
        ExtensionTypeHeader header = in.unpackExtensionTypeHeader();
        if (header.getType() != CodecWriter.UTF_16 || header.getLength() % 2 != 0) {
            throw unreadable("not a text");
        }
        ByteBuffer utf16 = ByteBuffer.wrap(in.readPayload(bounded(header.getLength())));
        return utf16.asCharBuffer().toString();
    }

    @Nullable
    String textOrNull() throws IOException {
        return in.tryUnpackNil() ? null : text();
    }

    String key() throws IOException {
        return nextType() == ValueType.BINARY ? SessionKey.of(rawBytes()).value() : text();
    }

    @Nullable
    String userAgentOrNull() throws IOException {
        return nextType() == ValueType.BINARY ? UserAgents.restored(rawBytes()) : textOrNull();
    }

    Instant instant() throws IOException {
        return instant(Instant.EPOCH);
    }

    Instant instant(Instant base) throws IOException {
        if (nextType() == ValueType.BOOLEAN) {
            if (!in.unpackBoolean()) {
                throw unreadable("not an instant");
            }
            return Instant.MAX;
        }
        return Instant.ofEpochMilli(Millis.of(base) + in.unpackLong());
    }

    @Nullable
    Instant instantOrNull(Instant base) throws IOException {
        return in.tryUnpackNil() ? null : instant(base);
    }

    boolean isNumber() throws IOException {
        return nextType() == ValueType.INTEGER;
    }

    /** Whether there is nothing here; then it is read. */
    boolean nil() throws IOException {
        return in.tryUnpackNil();
    }

    /** Whether anything is left. */
    boolean more() {
        return left() > 0;
    }

    private ValueType nextType() throws IOException {
        return in.getNextFormat().getValueType();
    }

    private int bounded(int claimed) {
        if (claimed < 0 || claimed > left()) {
            throw unreadable("a length beyond its end");
        }
        return claimed;
    }

    private long left() {
        return length - in.getTotalReadBytes();
    }
}
