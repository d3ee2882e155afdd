package dev.sojourn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionKeyTest {

    @Test
    void sixteenBytes_areTwentyTwoCharacters() {
        SessionKey key = SessionKey.of(new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15});
        assertThat(key.value()).isEqualTo("AAECAwQFBgcICQoLDA0ODw");
        assertThat(key).hasToString("AAECAwQFBgcICQoLDA0ODw");
        assertThat(SessionKey.parse(key.value())).contains(key);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 15, 17})
    void otherLengths_areRefused(int bytes) {
        assertThatThrownBy(() -> SessionKey.of(new byte[bytes])).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "AAECAwQFBgcICQoLDA0OD",
                "AAECAwQFBgcICQoLDA0ODwA",
                "AAECAwQFBgcICQoLDA0OD\n",
                "AAECAwQFBgcICQoLDA0O=w",
                "AAECAwQFBgcICQoLDA0O+w",
                "../../../../../../..aa",
                "AAECAwQFBgcICQoLDA0ODé"
            })
    void otherTexts_areRefusedWithoutRepeatingThem(String text) {
        assertThat(SessionKey.parse(text)).isEmpty();
        assertThatThrownBy(() -> new SessionKey(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a session key is 22 characters of A-Z a-z 0-9 - _");
    }
}
