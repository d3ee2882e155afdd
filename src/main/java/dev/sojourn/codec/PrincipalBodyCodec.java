package dev.sojourn.codec;

import dev.sojourn.SessionKey;
import dev.sojourn.codec.PrincipalBody.Entry;
import dev.sojourn.store.Bytes;
import java.time.Instant;
import java.util.ArrayList;

/**
 * The body of a principal's record as bytes. Instants are kept to the millisecond, rounded down. An entry says what differs from the one
 * before it: when it was written, as a distance, and its application. Safe for many threads.
 */
public final class PrincipalBodyCodec {

    private static final int FORMAT = 1;

    private PrincipalBodyCodec() {}

    /** The bytes of a body; the same for bodies that are equal. */
    public static Bytes encode(PrincipalBody body) {
        return Bytes.copyOf(CodecWriter.write(FORMAT, out -> {
            out.number(body.epoch());
            out.count(body.entries().size());
            Instant base = Instant.EPOCH;
            String application = null;
            for (Entry entry : body.entries()) {
                out.key(entry.key());
                out.text(entry.application().equals(application) ? null : entry.application());
                out.instant(entry.since(), base);
                out.instant(entry.until(), entry.since());
                EndReasonCodec.write(entry.ending(), out);
                base = entry.since();
                application = entry.application();
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
            Instant base = Instant.EPOCH;
            String application = null;
            for (int i = 0; i < count; i++) {
                String key = new SessionKey(in.key()).value();
                String other = in.textOrNull();
                application = other == null ? application : other;
                if (application == null) {
                    throw CodecReader.unreadable("a session of no application");
                }
                base = in.instant(base);
                entries.add(new Entry(key, application, base, in.instantOrNull(base), EndReasonCodec.read(in)));
            }
            return new PrincipalBody(epoch, entries);
        });
    }
}
