package dev.sojourn.engine;

import dev.sojourn.TokenSource;
import java.security.SecureRandom;

/** The default source: the platform's {@link SecureRandom}. Safe for many threads. */
public final class SecureTokenSource implements TokenSource {

    private final SecureRandom random = new SecureRandom();

    @Override
    public byte[] next(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
