package dev.sojourn.codec;

import dev.sojourn.store.Bytes;
import java.time.Instant;

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
            if (body.pending() > 0) {
                out.number(body.pending());
                out.instant(body.pendingUntil(), body.windowEnd());
            }
        }));
    }

    /**
     * The body in these bytes.
     *
     * @throws UnreadableRecordException for whatever {@link #encode} did not write
     */
    public static AttemptsBody decode(Bytes bytes) {
        return CodecReader.read(bytes.toArray(), FORMAT, in -> {
            int count = in.smallNumber();
            Instant windowEnd = in.instant();
            String name = in.text();
            // written only while attempts are under way, and by no release before there was such a number
            return in.more()
                    ? new AttemptsBody(count, windowEnd, name, in.smallNumber(), in.instant(windowEnd))
                    : new AttemptsBody(count, windowEnd, name);
        });
    }
}
