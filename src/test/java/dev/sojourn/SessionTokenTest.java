package dev.sojourn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.engine.SecureTokenSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTokenTest {

    private static final String KEY = "AAECAwQFBgcICQoLDA0ODw";
    private static final String SECRET = "s".repeat(43);

    private final TokenSource random = new SecureTokenSource();
    private final SessionKey key = SessionKey.of(random.next(SessionKey.BYTES));

    @ParameterizedTest
    @ValueSource(ints = {16, 17, 18, 32, 63, 64})
    void value_isParsedBack(int bytes) {
        SessionToken token = SessionToken.of(key, random.next(bytes));
        assertThat(SessionToken.parse(token.value())).contains(token);
        assertThat(token.value()).isEqualTo(token.key() + "." + token.secret());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 65})
    void secretOfAnotherLength_isRefused(int bytes) {
        assertThatThrownBy(() -> SessionToken.of(key, new byte[bytes])).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                KEY,
                KEY + ".",
                "." + "s43",
                KEY + "..sssssssssssssssssssssssssssssssss",
                KEY + ".ssssssssssssssssssssssssssssssssssssssssss ",
                KEY + ".sssssssssssssssssssssssssssssssssssssssss\r\n",
                KEY + ".ssssssssssssssssssssssssssssssssssssssssss\n",
                KEY + ".sssssssssssssssssssssssssssssssssssssssss\0s",
                KEY + ".ssssssssssssssssssssssssssssssssssssssssss=",
                KEY + ".ssssssssssssssssssssssssssssssssssssssssss+",
                KEY + ".ssssssssssssssssssssssssssssssssssssssssssé",
                KEY + "A.sssssssssssssssssssssssssssssssssssssssssss",
                "*ECAwQFBgcICQoLDA0ODw.sssssssssssssssssssssssssssssssssssssssssss",
                "{ECAwQFBgcICQoLDA0OD}.sssssssssssssssssssssssssssssssssssssssssss",
                "AA:CAwQFBgcICQoLDA0ODw.sssssssssssssssssssssssssssssssssssssssssss"
            })
    void textOfAnotherForm_isEmpty(String text) {
        assertThat(SessionToken.parse(text)).isEmpty();
    }

    @Test
    void overlongText_isEmpty() {
        assertThat(SessionToken.parse(KEY + "." + "s".repeat(86))).isPresent();
        assertThat(SessionToken.parse(KEY + "." + "s".repeat(87))).isEmpty();
        assertThat(SessionToken.parse("s".repeat(10_000_000))).isEmpty();
    }

    @Test
    void toString_masksTheSecret() {
        SessionToken token = SessionToken.parse(KEY + "." + SECRET).orElseThrow();
        assertThat(token.toString()).isEqualTo(KEY + ".***").doesNotContain(SECRET);
    }

    @Test
    void equality_isByKeyAndSecret() {
        SessionToken token = SessionToken.parse(KEY + "." + SECRET).orElseThrow();
        assertThat(token)
                .isEqualTo(SessionToken.parse(KEY + "." + SECRET).orElseThrow())
                .isNotEqualTo(SessionToken.parse(KEY + "." + "t".repeat(43)).orElseThrow())
                .isNotEqualTo(SessionToken.parse(key + "." + SECRET).orElseThrow());
    }

    @Test
    void sealedToken_isReadAndMasked() {
        String sealed = "eyJh..AAAAAAAAAAAAAAAA.BB.CCCCCCCCCCCCCCCCCCCCCC";
        var key = new SessionKey("AAAAAAAAAAAAAAAAAAAAAA");
        SessionToken token = SessionToken.sealed(key, sealed);
        assertThat(token.isSealed()).isTrue();
        assertThat(token.value()).isEqualTo("AAAAAAAAAAAAAAAAAAAAAA." + sealed);
        assertThat(SessionToken.parse(token.value())).contains(token);
        assertThat(token).hasToString("AAAAAAAAAAAAAAAAAAAAAA.***");
        assertThat(SessionToken.of(key, new byte[32]).isSealed()).isFalse();
        assertThat(SessionToken.parse("AAAAAAAAAAAAAAAAAAAAAA.eyJh..AAAAAAAAAAAAAAAA." + "B".repeat(4096)
                        + ".CCCCCCCCCCCCCCCCCCCCCC"))
                .isEmpty();
        assertThatThrownBy(() -> SessionToken.sealed(key, "B".repeat(43)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("BBBB");
    }
}
