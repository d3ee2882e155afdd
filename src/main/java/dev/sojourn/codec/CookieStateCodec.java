package dev.sojourn.codec;

import dev.sojourn.SessionKey;

/**
 * A session in a cookie as bytes, before they are sealed. Instants are kept to the millisecond, rounded down; the last activity as the
 * distance from the creation. Safe for many threads.
 */
public final class CookieStateCodec {

    private static final int FORMAT = 1;

    private CookieStateCodec() {}

    /** The bytes of a state; the same for states that are equal. */
    public static byte[] encode(CookieState state) {
        return CodecWriter.write(FORMAT, out -> {
            out.key(state.key().value());
            out.number(state.generation());
            out.number(state.epoch());
            out.text(state.principal());
            out.text(state.namespace());
            out.instant(state.createdAt());
            out.instant(state.lastActiveAt(), state.createdAt());
            out.bytes(SessionBodyCodec.encode(state.body()));
        });
    }

    /**
     * The state in these bytes.
     *
     * @throws UnreadableRecordException for whatever {@link #encode} did not write
     */
    public static CookieState decode(byte[] bytes) {
        return CodecReader.read(bytes, FORMAT, in -> {
            var key = new SessionKey(in.key());
            long generation = in.number();
            long epoch = in.number();
            String principal = in.textOrNull();
            String namespace = in.textOrNull();
            var createdAt = in.instant();
            var lastActiveAt = in.instant(createdAt);
            return new CookieState(
                    key,
                    generation,
                    epoch,
                    principal,
                    namespace,
                    createdAt,
                    lastActiveAt,
                    SessionBodyCodec.decode(in.bytes()));
        });
    }
}
