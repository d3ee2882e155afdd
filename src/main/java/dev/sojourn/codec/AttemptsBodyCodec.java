package dev.sojourn.codec;

import dev.sojourn.store.Bytes;

/** The body of a record of login attempts as bytes. Instants are kept to the millisecond, rounded down. Safe for many threads. */
public final class AttemptsBodyCodec {

    private static final int FORMAT = 1;

    private AttemptsBodyCodec() {}

    /** The bytes of a body; the same for bodies that are equal. */
    public static Bytes encode(AttemptsBody body) {
        return Bytes.copyOf(CodecWriter.write(FORMAT, out -> {
            out.number(body.count());
            out.instant(body.windowEnd());
            out.text(body.name());
        }));
    }

    /**
     * The body in these bytes.
     *
     * @throws UnreadableRecordException for whatever {@link #encode} did not write
     */
    public static AttemptsBody decode(Bytes bytes) {
        return CodecReader.read(
                bytes.toArray(), FORMAT, in -> new AttemptsBody(in.smallNumber(), in.instant(), in.text()));
    }
}
