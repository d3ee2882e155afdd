package dev.sojourn.cookie;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.AESEncrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import dev.sojourn.store.encrypted.EncryptionKey;
import dev.sojourn.store.encrypted.EncryptionKeys;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Nothing opens but what was sealed here, for this purpose and this application (OWASP ASVS 9.1, 9.2). */
class CookieSealTest {

    private static final byte[] CONTENT = "what a cookie holds".getBytes(StandardCharsets.UTF_8);
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final EncryptionKeys KEYS = CookieFixture.keys("k1");

    private final CookieSeal seal = seal(KEYS, "/shop");

    private static CookieSeal seal(EncryptionKeys keys, String... applications) {
        return new CookieSeal(keys, Stream.of(applications));
    }

    private static byte @Nullable [] opened(CookieSeal seal, String text) {
        CookieSeal.Opened opened = seal.open(text);
        return opened == null ? null : opened.content().toArray();
    }

    @Test
    void sealed_opens() {
        assertThat(opened(seal, seal.seal("/shop", CONTENT))).isEqualTo(CONTENT);
    }

    @Test
    void cookieOfTheFirstRelease_opens() {
        // never to be changed: a release opens what the one before it sealed
        String old =
                "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIiwia2lkIjoiazEiLCJ0eXAiOiJzb2pvdXJuLXNlc3Npb24iLCJhdWQiOiIvc2hvcCJ9";
        assertThat(seal.seal("/shop", CONTENT)).startsWith(old + "..");
        assertThat(new String(Base64.getUrlDecoder().decode(old), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"kid\":\"k1\",\"typ\":\"sojourn-session\",\"aud\":\"/shop\"}");
    }

    @Test
    void sameContent_isSealedDifferentlyEachTime() {
        assertThat(seal.seal("/shop", CONTENT)).isNotEqualTo(seal.seal("/shop", CONTENT));
    }

    @Test
    void anyCharacterChanged_opensNothing() {
        String sealed = seal.seal("/shop", CONTENT);
        for (int i = 0; i < sealed.length(); i++) {
            int place = ALPHABET.indexOf(sealed.charAt(i));
            for (int step : new int[] {1, 2, 3, 16, 32, 63}) {
                char other = place < 0 ? 'A' : ALPHABET.charAt((place + step) % 64);
                String tampered = sealed.substring(0, i) + other + sealed.substring(i + 1);
                assertThat(opened(seal, tampered)).as("character %d", i).isNull();
            }
        }
    }

    @Test
    void truncatedOrProlonged_opensNothing() {
        String sealed = seal.seal("/shop", CONTENT);
        for (int i = 0; i < sealed.length(); i++) {
            assertThat(opened(seal, sealed.substring(0, i))).isNull();
            assertThat(opened(seal, sealed.substring(i + 1))).isNull();
        }
        assertThat(opened(seal, sealed + "A")).isNull();
        assertThat(opened(seal, sealed + ".")).isNull();
        assertThat(opened(seal, sealed + "=")).isNull();
        assertThat(opened(seal, " " + sealed)).isNull();
    }

    @Test
    void oldKey_opensAndNoLongerSeals() {
        String old = seal.seal("/shop", CONTENT);
        CookieSeal rotated = seal(CookieFixture.keys("k2", "k1"), "/shop");
        assertThat(opened(rotated, old)).isEqualTo(CONTENT);
        String fresh = rotated.seal("/shop", CONTENT);
        assertThat(opened(seal, fresh)).isNull();
        assertThat(opened(seal(CookieFixture.keys("k2"), "/shop"), fresh)).isEqualTo(CONTENT);
        assertThat(opened(seal(CookieFixture.keys("k2"), "/shop"), old)).isNull();
    }

    @Test
    void otherKeyUnderTheSameId_opensNothing() {
        var other = new EncryptionKeys(List.of(
                new EncryptionKey("k1", CookieFixture.keys("k9").keys().get(0).secret())));
        assertThat(opened(seal, seal(other, "/shop").seal("/shop", CONTENT))).isNull();
    }

    @Test
    void otherApplication_opensNothingUnlessItIsTrusted() {
        String theirs = seal(KEYS, "/other").seal("/other", CONTENT);
        assertThat(opened(seal, theirs)).isNull();
        CookieSeal.Opened opened = seal(KEYS, "/shop", "/other").open(theirs);
        assertThat(opened).isNotNull();
        assertThat(opened.application()).isEqualTo("/other");
    }

    @Test
    void headerOfOneAndBodyOfTheOther_opensNothing() {
        CookieSeal both = seal(KEYS, "/shop", "/other");
        String ours = both.seal("/shop", CONTENT);
        String theirs = both.seal("/other", CONTENT);
        String mixed = ours.substring(0, ours.indexOf('.')) + theirs.substring(theirs.indexOf('.'));
        assertThat(opened(both, mixed)).isNull();
    }

    @Test
    void rightKeyButAnyOtherHeader_opensNothing() throws JOSEException, ParseException {
        assertThat(opened(seal, direct(header().build())))
                .as("the members alone are right")
                .isNull();
        assertThat(opened(
                        seal, direct(header().type(new JOSEObjectType("other")).build())))
                .as("another purpose")
                .isNull();
        assertThat(opened(seal, direct(header().type(null).build())))
                .as("no purpose")
                .isNull();
        assertThat(opened(
                        seal,
                        direct(header().compressionAlgorithm(CompressionAlgorithm.DEF)
                                .build())))
                .as("compressed")
                .isNull();
        assertThat(opened(seal, direct(header().contentType("JWT").build())))
                .as("nested")
                .isNull();
        assertThat(opened(seal, direct(header().customParam("x", 1).build())))
                .as("one member more")
                .isNull();
        assertThat(opened(seal, direct(header().keyID("k2").build())))
                .as("unknown key")
                .isNull();
        var wrapped = new JWEObject(
                new JWEHeader.Builder(JWEAlgorithm.A256GCMKW, EncryptionMethod.A256GCM)
                        .keyID("k1")
                        .type(new JOSEObjectType(CookieSeal.TYPE))
                        .build(),
                new Payload(CONTENT));
        wrapped.encrypt(new AESEncrypter(KEYS.keys().get(0).secret().toArray()));
        assertThat(opened(seal, wrapped.serialize())).as("another algorithm").isNull();
        var cbc = new JWEObject(
                new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A128CBC_HS256)
                        .keyID("k1")
                        .build(),
                new Payload(CONTENT));
        cbc.encrypt(new DirectEncrypter(KEYS.keys().get(0).secret().toArray()));
        assertThat(opened(seal, cbc.serialize())).as("another encryption").isNull();
    }

    @Test
    void unsigned_opensNothing() {
        String sealed = seal.seal("/shop", CONTENT);
        for (String header : new String[] {
            "{\"alg\":\"none\"}",
            "{\"alg\":\"none\",\"enc\":\"A256GCM\",\"kid\":\"k1\",\"typ\":\"sojourn-session\",\"aud\":\"/shop\"}",
            "{}",
            "null",
            "[]",
            ""
        }) {
            String encoded = encoded(header.getBytes(StandardCharsets.UTF_8));
            assertThat(opened(seal, encoded + "." + encoded(CONTENT) + ".")).isNull();
            assertThat(opened(seal, encoded + sealed.substring(sealed.indexOf('.'))))
                    .isNull();
        }
    }

    private static JWEHeader.Builder header() {
        return new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
                .keyID("k1")
                .type(new JOSEObjectType(CookieSeal.TYPE))
                .customParam("audience", "/shop");
    }

    private static String direct(JWEHeader header) throws JOSEException {
        var jwe = new JWEObject(header, new Payload(CONTENT));
        jwe.encrypt(new DirectEncrypter(KEYS.keys().get(0).secret().toArray()));
        return jwe.serialize();
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
