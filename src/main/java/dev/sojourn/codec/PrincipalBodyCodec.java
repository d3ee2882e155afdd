package dev.sojourn.codec;

import dev.sojourn.codec.PrincipalBody.Entry;
import dev.sojourn.store.Bytes;
import java.util.ArrayList;

/** The body of a principal's record as bytes. Instants are kept to the millisecond, rounded down. Safe for many threads. */
public final class PrincipalBodyCodec {

    private static final int FORMAT = 1;

    private PrincipalBodyCodec() {}

    /** The bytes of a body; the same for bodies that are equal. */
    public static Bytes encode(PrincipalBody body) {
        return Bytes.copyOf(CodecWriter.write(FORMAT, out -> {
            out.number(body.epoch());
            out.count(body.entries().size());
            for (Entry entry : body.entries()) {
                out.text(entry.key());
                out.text(entry.application());
                out.instant(entry.since());
                out.instant(entry.until());
                EndReasonCodec.write(entry.ending(), out);
            }
        }));
    }

    /**
     * The body in these bytes.
     *
     * @throws UnreadableRecordException for whatever {@link #encode} did not write
     */
    public static PrincipalBody decode(Bytes bytes) {
        return CodecReader.read(bytes.toArray(), FORMAT, in -> {
            long epoch = in.number();
            int count = in.count();
            var entries = new ArrayList<Entry>();
            for (int i = 0; i < count; i++) {
                entries.add(new Entry(in.text(), in.text(), in.instant(), in.instantOrNull(), EndReasonCodec.read(in)));
            }
            return new PrincipalBody(epoch, entries);
        });
    }
}
