package dev.sojourn.it.embedded.replaced;

import dev.sojourn.TokenSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;

/** Random, but the first byte is always the same. */
@ApplicationScoped
public class OwnTokens implements TokenSource {

    private final SecureRandom random = new SecureRandom();

    @Override
    public byte[] next(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        bytes[0] = 0;
        return bytes;
    }
}
