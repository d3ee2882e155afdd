package dev.sojourn.codec;

import dev.sojourn.EndReason;
import dev.sojourn.SessionKey;
import dev.sojourn.codec.PrincipalRevocation.Spared;
import dev.sojourn.codec.SessionRevocation.Retired;
import dev.sojourn.store.Bytes;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The bodies of records of revocation as bytes. Instants are kept to the millisecond, rounded down. Safe for many threads. */
public final class RevocationCodec {

    private static final int FORMAT = 1;

    private RevocationCodec() {}

    /** The bytes of a session's; the same for bodies that are equal. */
    public static Bytes encode(SessionRevocation body) {
        return Bytes.copyOf(CodecWriter.write(FORMAT, out -> {
            out.number(body.current());
            out.count(body.retired().size());
            for (Retired retired : body.retired()) {
                out.instant(retired.at());
                out.flag(retired.renewed());
            }
            SessionBody.Ending ending = body.ending();
            EndReasonCodec.write(ending == null ? null : ending.reason(), out);
            if (ending != null) {
                out.instant(ending.at());
            }
        }));
    }

    /**
     * The session's body in these bytes.
     *
     * @throws UnreadableRecordException for whatever {@link #encode(SessionRevocation)} did not write
     */
    public static SessionRevocation session(Bytes bytes) {
        return CodecReader.read(bytes.toArray(), FORMAT, in -> {
            long current = in.number();
            int count = in.count();
            List<Retired> retired = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                retired.add(new Retired(in.instant(), in.flag()));
            }
            EndReason reason = EndReasonCodec.read(in);
            return new SessionRevocation(
                    current, retired, reason == null ? null : new SessionBody.Ending(reason, in.instant()));
        });
    }

    /** The bytes of a principal's; the same for bodies that are equal. */
    public static Bytes encode(PrincipalRevocation body) {
        return Bytes.copyOf(CodecWriter.write(FORMAT, out -> {
            out.number(body.epoch());
            EndReasonCodec.write(body.reason(), out);
            out.instant(body.at());
            Spared spared = body.spared();
            if (spared == null) {
                out.nil();
            } else {
                out.key(spared.key());
                out.number(spared.since());
            }
        }));
    }

    /**
     * The principal's body in these bytes.
     *
     * @throws UnreadableRecordException for whatever {@link #encode(PrincipalRevocation)} did not write
     */
    public static PrincipalRevocation principal(Bytes bytes) {
        return CodecReader.read(bytes.toArray(), FORMAT, in -> {
            long epoch = in.number();
            EndReason reason = EndReasonCodec.read(in);
            if (reason == null) {
                throw CodecReader.unreadable("an end without a reason");
            }
            Instant at = in.instant();
            return new PrincipalRevocation(epoch, reason, at, in.nil() ? null : spared(in));
        });
    }

    private static Spared spared(CodecReader in) throws IOException {
        return new Spared(new SessionKey(in.key()).value(), in.number());
    }
}
