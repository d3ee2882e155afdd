package dev.sojourn.engine;

import dev.sojourn.TokenSource;
import java.nio.ByteBuffer;

/** A source that is held to its word: one that gives too few bytes is refused rather than trusted with less entropy. */
public final class CheckedTokenSource implements TokenSource {

    private final TokenSource source;

    /** Holds this source to it. */
    public CheckedTokenSource(TokenSource source) {
        this.source = source;
    }

    @Override
    public byte[] next(int length) {
        byte[] bytes = source.next(length);
        if (bytes.length != length) {
            throw new IllegalStateException(
                    "the token source " + source.getClass().getName() + " gave " + bytes.length + " bytes where "
                            + length + " were asked for");
        }
        return bytes;
    }

    /** For nonces and epochs. */
    public long nextLong() {
        return ByteBuffer.wrap(next(Long.BYTES)).getLong();
    }
}
