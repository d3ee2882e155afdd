package dev.sojourn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.engine.SecureTokenSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsrfTokenTest {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final TokenSource random = new SecureTokenSource();
    private final CsrfToken token = new CsrfToken(random.next(32), random);

    @Test
    void maskedForms_matchAndDiffer() {
        String first = token.masked();
        String second = token.masked();
        assertThat(first).isNotEqualTo(second);
        assertThat(token.matches(first)).isTrue();
        assertThat(token.matches(second)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 17, 18, 32, 64})
    void everyOtherCharacterAnywhere_isRefused(int bytes) {
        var other = new CsrfToken(random.next(bytes), random);
        String good = other.masked();
        for (int i = 0; i < good.length(); i++) {
            for (int c = 0; c < ALPHABET.length(); c++) {
                String text = good.substring(0, i) + ALPHABET.charAt(c) + good.substring(i + 1);
                assertThat(other.matches(text)).as("character %d", i).isEqualTo(text.equals(good));
            }
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "A", "=", "é", "\0", "\r\n"})
    void textOfAnotherForm_isRefused(String text) {
        assertThat(token.matches(text)).isFalse();
    }

    @Test
    void truncatedLongerPaddedAndHugeTexts_areRefused() {
        String good = token.masked();
        assertThat(token.matches(good.substring(1))).isFalse();
        assertThat(token.matches(good.substring(0, good.length() - 1))).isFalse();
        assertThat(token.matches(good + "A")).isFalse();
        assertThat(token.matches(good + "==")).isFalse();
        assertThat(token.matches(good.substring(1) + "é")).isFalse();
        assertThat(token.matches(good.substring(1) + "\u0141")).isFalse();
        assertThat(token.matches("A".repeat(1_000_000))).isFalse();
    }

    @Test
    void anotherToken_isRefused() {
        assertThat(token.matches(new CsrfToken(random.next(32), random).masked()))
                .isFalse();
        assertThat(token.matches(new CsrfToken(random.next(16), random).masked()))
                .isFalse();
    }

    @Test
    void bytes_areCopied() {
        byte[] bytes = random.next(32);
        var copied = new CsrfToken(bytes, random);
        String masked = copied.masked();
        bytes[0]++;
        assertThat(copied.matches(masked)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 15, 65})
    void otherLengths_areRefused(int bytes) {
        assertThatThrownBy(() -> new CsrfToken(new byte[bytes], random)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void toString_showsNothing() {
        assertThat(token).hasToString("CsrfToken[***]");
    }
}
