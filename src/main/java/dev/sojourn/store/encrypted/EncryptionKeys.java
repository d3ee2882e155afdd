package dev.sojourn.store.encrypted;

import dev.sojourn.store.Bytes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The keys of encryption at rest: the first encrypts, all decrypt. Immutable; {@link #toString} shows the ids only.
 *
 * @param keys at least one, each id and each secret once
 */
public record EncryptionKeys(List<EncryptionKey> keys) {

    /** What {@link #parse} takes, in words for people. */
    public static final String ALLOWED =
            "list of ID:BASE64, each ID once and of 1 to 16 characters of A-Z a-z 0-9 - _, each BASE64 another 32 random bytes";

    /** Checks that there is a key, and none twice; throws IllegalArgumentException, which repeats no secret. */
    public EncryptionKeys {
        keys = List.copyOf(keys);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("there is no key; allowed is a " + ALLOWED);
        }
        Set<String> ids = new HashSet<>();
        Set<Bytes> secrets = new HashSet<>();
        for (EncryptionKey key : keys) {
            if (!ids.add(key.id())) {
                throw new IllegalArgumentException("the id " + key.id() + " is there twice; allowed is a " + ALLOWED);
            }
            if (!secrets.add(key.secret())) {
                throw new IllegalArgumentException(
                        "the key " + key.id() + " is there under another id too; allowed is a " + ALLOWED);
            }
        }
    }

    /**
     * The keys in a text {@code ID:BASE64,ID:BASE64}.
     *
     * @throws IllegalArgumentException for anything else; says which entry is wrong by its number, since a text that has not the right form
     *     may be a secret
     */
    public static EncryptionKeys parse(String text) {
        List<EncryptionKey> keys = new ArrayList<>();
        for (String entry : text.split(",", -1)) {
            keys.add(parseEntry(entry.strip(), keys.size() + 1));
        }
        return new EncryptionKeys(keys);
    }

    private static EncryptionKey parseEntry(String entry, int number) {
        int colon = entry.indexOf(':');
        try {
            byte[] secret = Base64.getDecoder().decode(entry.substring(colon + 1));
            return new EncryptionKey(entry.substring(0, Math.max(colon, 0)), Bytes.copyOf(secret));
        } catch (IllegalArgumentException wrong) {
            // not as the cause: the decoder's message repeats a character of the secret
            throw new IllegalArgumentException("entry " + number + " is wrong; allowed is a " + ALLOWED);
        }
    }

    EncryptionKey first() {
        return keys.get(0);
    }

    Optional<EncryptionKey> find(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findAny();
    }

    @Override
    public String toString() {
        return "EncryptionKeys" + keys;
    }
}
