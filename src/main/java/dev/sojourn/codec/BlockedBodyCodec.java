package dev.sojourn.codec;

import dev.sojourn.codec.BlockedBody.Entry;
import dev.sojourn.store.Bytes;
import java.time.Instant;
import java.util.ArrayList;

/** The body of a part of the list of blocks as bytes. Instants are kept to the millisecond, rounded down. Safe for many threads. */
public final class BlockedBodyCodec {

    private static final int FORMAT = 1;

    private BlockedBodyCodec() {}

    /** The bytes of a body; the same for bodies that are equal. */
    public static Bytes encode(BlockedBody body) {
        return Bytes.copyOf(CodecWriter.write(FORMAT, out -> {
            out.count(body.entries().size());
            Instant base = Instant.EPOCH;
            for (Entry entry : body.entries()) {
                out.text(entry.id());
                out.instant(entry.until(), base);
                base = entry.until();
            }
        }));
    }

    /**
     * The body in these bytes.
     *
     * @throws UnreadableRecordException for whatever {@link #encode} did not write
     */
    public static BlockedBody decode(Bytes bytes) {
        return CodecReader.read(bytes.toArray(), FORMAT, in -> {
            int count = in.count();
            var entries = new ArrayList<Entry>();
            Instant base = Instant.EPOCH;
            for (int i = 0; i < count; i++) {
                String id = in.text();
                base = in.instant(base);
                entries.add(new Entry(id, base));
            }
            return new BlockedBody(entries);
        });
    }
}
