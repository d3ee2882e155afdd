package dev.sojourn.codec;

import dev.sojourn.store.Change;
import dev.sojourn.store.ChangeKind;
import java.util.List;

/** What a write did, as bytes: for storages that keep it beside a copy of the record until that is delivered. Safe for many threads. */
public final class ChangeCodec {

    // Stays: whoever needs another layout gives it to a new kind, which older releases leave to newer ones.
    private static final int FORMAT = 1;

    // In the order of their numbers in the format: append only.
    private static final List<ChangeKind> KINDS = List.of(
            ChangeKind.CREATED,
            ChangeKind.AUTHENTICATED,
            ChangeKind.ROTATED,
            ChangeKind.CHANGED,
            ChangeKind.TOUCHED,
            ChangeKind.ENDED,
            ChangeKind.ADDRESS,
            ChangeKind.AGENT);

    private ChangeCodec() {}

    /** The bytes of a change; its instant to the millisecond, rounded down. */
    public static byte[] encode(Change change) {
        return CodecWriter.write(FORMAT, out -> {
            out.number(KINDS.indexOf(change.kind()));
            out.instant(change.at());
            out.text(change.by());
            if (change.kind() == ChangeKind.ADDRESS) {
                out.text(change.address());
            }
        });
    }

    /**
     * The change in these bytes.
     *
     * @throws UnknownChangeException for a kind that only a later release knows
     * @throws UnreadableRecordException for whatever {@link #encode} did not write
     */
    public static Change decode(byte[] bytes) {
        return CodecReader.read(bytes, FORMAT, in -> {
            int number = in.smallNumber();
            if (number >= KINDS.size()) {
                throw new UnknownChangeException(number);
            }
            if (number < 0) {
                throw CodecReader.unreadable("a constant that is not known");
            }
            ChangeKind kind = KINDS.get(number);
            return new Change(kind, in.instant(), in.textOrNull(), kind == ChangeKind.ADDRESS ? in.textOrNull() : null);
        });
    }
}
