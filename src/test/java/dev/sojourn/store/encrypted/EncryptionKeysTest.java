package dev.sojourn.store.encrypted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.store.Bytes;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptionKeysTest {

    private static final String ONE = base64(32, 1);
    private static final String TWO = base64(32, 2);

    private static String base64(int length, int content) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) content);
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Test
    void list_ofKeys_isParsedInItsOrder() {
        EncryptionKeys keys = EncryptionKeys.parse("2026-b:" + TWO + " , 2026-a:" + ONE);
        assertThat(keys.keys()).extracting(EncryptionKey::id).containsExactly("2026-b", "2026-a");
        assertThat(keys.first().secret())
                .isEqualTo(Bytes.copyOf(Base64.getDecoder().decode(TWO)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "k1",
                "k1:",
                ":",
                ":AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=",
                "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=",
                "k1:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=,",
                "k 1:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=",
                "seventeen-letters:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=",
                "k1:AQEBAQEBAQEBAQEBAQEBAQ==",
                "k1:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ==",
                "k1:AQEBAQEBAQEB*QEBAQEBAQEBAQEBAQEBAQEBAQEBAQE="
            })
    void anythingElse_isRefusedWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> EncryptionKeys.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageContaining("entry ")
                .hasMessageContaining(EncryptionKeys.ALLOWED)
                .hasMessageNotContainingAny("AQEB", "seventeen", "k 1");
    }

    @Test
    void sameIdTwice_isRefused() {
        assertThatThrownBy(() -> EncryptionKeys.parse("k1:" + ONE + ",k1:" + TWO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the id k1 is there twice")
                .hasMessageNotContainingAny(ONE, TWO);
    }

    @Test
    void sameSecretTwice_isRefused() {
        assertThatThrownBy(() -> EncryptionKeys.parse("k1:" + ONE + ",k2:" + ONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the key k2 is there under another id too")
                .hasMessageNotContainingAny(ONE);
    }

    @Test
    void noKey_isRefused() {
        assertThatThrownBy(() -> new EncryptionKeys(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void text_showsIdsOnly() {
        EncryptionKeys keys = EncryptionKeys.parse("k1:" + ONE);
        assertThat(keys).hasToString("EncryptionKeys[k1]");
        assertThat(keys.first()).hasToString("k1");
    }
}
