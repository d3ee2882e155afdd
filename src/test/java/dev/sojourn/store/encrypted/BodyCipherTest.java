package dev.sojourn.store.encrypted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.codec.UnreadableRecordException;
import dev.sojourn.store.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BodyCipherTest {

    private static final byte[] PLAIN = bytes("the plain text");
    private static final byte[] PLACE = bytes("place");
    private static final byte[] BESIDE = bytes("beside");

    private final BodyCipher cipher = new BodyCipher(TestKeys.of("k1", "k0"), new SecureRandom());

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private Bytes encrypted() {
        return cipher.encrypt(PLAIN, PLACE, BESIDE);
    }

    @Property
    void anyBytes_encrypted_areDecryptedAsTheyWere(@ForAll byte[] plain, @ForAll byte[] place, @ForAll byte[] beside) {
        Bytes body = cipher.encrypt(plain, place, beside);
        assertThat(BodyCipher.isEncrypted(body)).isTrue();
        assertThat(cipher.decrypt(body, place, beside)).isEqualTo(plain);
    }

    @Test
    void sameBytes_areNeverEncryptedTheSame() {
        assertThat(encrypted()).isNotEqualTo(encrypted());
    }

    @Test
    void layout_isMarkFormatKeyIdNonceAndText() {
        byte[] body = encrypted().toArray();
        assertThat(Arrays.copyOf(body, 5)).isEqualTo(new byte[] {(byte) 0xC1, 1, 2, 'k', '1'});
        assertThat(body).hasSize(5 + 12 + PLAIN.length + 16);
    }

    @Test
    void anyByteChanged_isUnreadable() {
        byte[] body = encrypted().toArray();
        for (int i = 0; i < body.length; i++) {
            byte[] changed = body.clone();
            changed[i] ^= 1;
            assertUnreadable(Bytes.copyOf(changed));
        }
    }

    @Test
    void anyEndCutOff_isUnreadable() {
        byte[] body = encrypted().toArray();
        for (int length = 0; length < body.length; length++) {
            assertUnreadable(Bytes.copyOf(Arrays.copyOf(body, length)));
        }
    }

    @Property(tries = 2000)
    void anyBytes_giveTheTypedErrorOnly(@ForAll byte[] bytes, @ForAll boolean marked) {
        if (marked && bytes.length > 1) {
            bytes[0] = (byte) 0xC1;
            bytes[1] = 1;
        }
        assertUnreadable(Bytes.copyOf(bytes));
    }

    @Test
    void otherPlaceOrBeside_isUnreadable() {
        Bytes body = encrypted();
        assertThatThrownBy(() -> cipher.decrypt(body, bytes("elsewhere"), BESIDE))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("fails authentication");
        assertThatThrownBy(() -> cipher.decrypt(body, PLACE, bytes("others")))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("fails authentication");
    }

    @Test
    void otherKeyWithTheSameId_isUnreadable() {
        var sameId = new EncryptionKey("k1", TestKeys.of("other").first().secret());
        var other = new BodyCipher(new EncryptionKeys(List.of(sameId)), new SecureRandom());
        Bytes body = encrypted();
        assertThatThrownBy(() -> other.decrypt(body, PLACE, BESIDE)).isInstanceOf(UnreadableRecordException.class);
    }

    @Test
    void keyThatIsNotConfigured_isNamed() {
        Bytes body = new BodyCipher(TestKeys.of("k9"), new SecureRandom()).encrypt(PLAIN, PLACE, BESIDE);
        assertThatThrownBy(() -> cipher.decrypt(body, PLACE, BESIDE))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessage("it is encrypted with the key 'k9', which is not configured");
    }

    @Test
    void idThatIsNone_isNotRepeated() {
        byte[] body = encrypted().toArray();
        body[3] = '\n';
        assertThatThrownBy(() -> cipher.decrypt(Bytes.copyOf(body), PLACE, BESIDE))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("a strange id")
                .hasMessageNotContaining("\n");
    }

    private void assertUnreadable(Bytes body) {
        assertThatThrownBy(() -> cipher.decrypt(body, PLACE, BESIDE)).isInstanceOf(UnreadableRecordException.class);
    }
}
