package dev.sojourn.store.memcached;

import dev.sojourn.store.KeyPrefix;
import dev.sojourn.store.RecordKey;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The texts under which records are kept. Always printable ASCII without spaces and at most {@value #LONGEST} characters, whatever
 * prefix and id are; different keys have different texts.
 */
final class KeyTexts {

    /** What memcached allows. */
    private static final int LONGEST = 250;

    /** Leaves room for the kind and a hash. */
    private static final int LONGEST_PREFIX = 200;

    /** Where others have the empty prefix and its end, and then a letter: so no prefix that is not hashed begins alike. */
    private static final String HASHED_PREFIX = "~#";

    private final String start;

    KeyTexts(String prefix) {
        String ended = KeyPrefix.ended(prefix);
        this.start = isPlain(ended) && ended.length() <= LONGEST_PREFIX ? ended : HASHED_PREFIX + hash(prefix);
    }

    /** The prefix and its end, a letter for the kind, and {@code :} and the id as it is or, where that cannot be, {@code #} and its hash. */
    String of(RecordKey key) {
        char kind = switch (key.kind()) {
            case SESSION -> 's';
            case PRINCIPAL -> 'p';
            case ATTEMPTS -> 'a';
            case LEASE -> 'l';
            case DEVICES -> 'd';
            case REVOCATION -> 'r';
        };
        String id = key.id();
        return isPlain(id) && start.length() + 2 + id.length() <= LONGEST
                ? start + kind + ":" + id
                : start + kind + "#" + hash(id);
    }

    /** A text that is no record's. */
    String ofNothing() {
        return start + "ping";
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 127);
    }

    /** Of its UTF-16 code units, in which half surrogate pairs are different texts too. */
    private static String hash(String text) {
        byte[] bytes = new byte[2 * text.length()];
        ByteBuffer.wrap(bytes).asCharBuffer().put(text);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
