package dev.sojourn.config;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The forms of a password: {@code algorithm:iterations:base64(salt):base64(hash)} as Jakarta Security's Pbkdf2PasswordHash
 * writes and reads it, with the least sizes that its Javadoc states, or {@code plain:…}.
 */
final class Passwords {

    private static final String PLAIN = "plain:";
    private static final Pattern PBKDF2 =
            Pattern.compile("PBKDF2WithHmacSHA(?:224|256|384|512):([0-9]{4,8}):([^:]{1,512}):([^:]{1,512})");
    private static final int LEAST_ITERATIONS = 1024;
    private static final int LEAST_BYTES = 16;
    private static final int LONGEST_PLAIN = 1024;

    static final ValueType<String> TYPE = Types.text(
            "PBKDF2WithHmacSHA256:ITERATIONS:SALT:HASH (or SHA224, SHA384, SHA512; from 1024 iterations, base64 of"
                    + " at least 16 bytes each); plain:PASSWORD in dev only",
            text -> isPbkdf2(text) || isPlain(text));

    private Passwords() {}

    static boolean isPlain(String text) {
        return text.startsWith(PLAIN) && text.length() > PLAIN.length() && text.length() <= LONGEST_PLAIN;
    }

    private static boolean isPbkdf2(String text) {
        Matcher matcher = PBKDF2.matcher(text);
        return matcher.matches()
                && Integer.parseInt(matcher.group(1)) >= LEAST_ITERATIONS
                && isBase64(matcher.group(2))
                && isBase64(matcher.group(3));
    }

    private static boolean isBase64(String text) {
        try {
            return Base64.getDecoder().decode(text).length >= LEAST_BYTES;
        } catch (IllegalArgumentException not) {
            return false;
        }
    }
}
