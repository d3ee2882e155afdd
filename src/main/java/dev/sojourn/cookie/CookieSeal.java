package dev.sojourn.cookie;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.KeyLengthException;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.sojourn.store.Bytes;
import dev.sojourn.store.encrypted.EncryptionKey;
import dev.sojourn.store.encrypted.EncryptionKeys;
import java.text.ParseException;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals what a cookie holds: a JWE in compact form, {@code dir} with {@code A256GCM}, under one of the configured keys.
 *
 * <p>What is opened has exactly a header that this class would write: the texts are compared before anything is parsed, so a client has no say in
 * algorithms, compression or types. Safe for many threads.
 */
final class CookieSeal {

    /** The purpose: nothing else that is sealed with the same keys is taken for a session. */
    static final String TYPE = "sojourn-session";

    private static final int PARTS = 5;

    private final Map<String, Sealer> sealers = new HashMap<>();
    private final Map<String, Opener> openers = new HashMap<>();

    /**
     * For the sessions of some applications.
     *
     * @param keys the first seals, all open
     * @param applications whose sessions are sealed and opened
     */
    CookieSeal(EncryptionKeys keys, Stream<String> applications) {
        List<String> names = applications.distinct().toList();
        try {
            for (EncryptionKey key : keys.keys()) {
                var secret = new SecretKeySpec(key.secret().toArray(), "AES");
                for (String application : names) {
                    JWEHeader header = header(key.id(), application);
                    sealers.putIfAbsent(application, new Sealer(header, new DirectEncrypter(secret)));
                    openers.put(header.toBase64URL().toString(), new Opener(application, new DirectDecrypter(secret)));
                }
            }
        } catch (KeyLengthException | ParseException impossible) {
            throw new IllegalStateException("keys have 32 bytes, and the header is our own", impossible);
        }
    }

    private record Sealer(JWEHeader header, DirectEncrypter encrypter) {}

    private record Opener(String application, DirectDecrypter decrypter) {}

    /** What was sealed, and of which application it is. */
    record Opened(String application, Bytes content) {}

    static void requireLibrary() {
        try {
            JWEHeader unused = header("", "");
        } catch (ParseException impossible) {
            throw new IllegalStateException("the header is our own", impossible);
        }
    }

    /** The header as a text of our own making: a library that orders its members otherwise must not make old cookies unknown. */
    private static JWEHeader header(String keyId, String application) throws ParseException {
        var members = new LinkedHashMap<String, Object>();
        members.put("alg", "dir");
        members.put("enc", "A256GCM");
        members.put("kid", keyId);
        members.put("typ", TYPE);
        members.put("aud", application);
        return JWEHeader.parse(Base64URL.encode(JSONObjectUtils.toJSONString(members)));
    }

    /** The compact form. */
    String seal(String application, byte[] content) {
        Sealer sealer = sealers.get(application);
        if (sealer == null) {
            throw new IllegalArgumentException("no sessions of that application are sealed here");
        }
        var jwe = new JWEObject(sealer.header(), new Payload(content));
        try {
            jwe.encrypt(sealer.encrypter());
        } catch (JOSEException impossible) {
            throw new IllegalStateException("a session could not be encrypted", impossible);
        }
        return jwe.serialize();
    }

    /** What is in there, or null for whatever {@link #seal} with one of the keys did not make. */
    @Nullable
    Opened open(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != PARTS || !parts[1].isEmpty()) {
            return null;
        }
        Opener opener = openers.get(parts[0]);
        if (opener == null || !isCanonical(parts[2]) || !isCanonical(parts[3]) || !isCanonical(parts[4])) {
            return null;
        }
        try {
            JWEObject jwe = JWEObject.parse(text);
            jwe.decrypt(opener.decrypter());
            return new Opened(
                    opener.application(), Bytes.copyOf(jwe.getPayload().toBytes()));
        } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException notOurs) {
            return null;
        }
    }

    /** The last character carries more bits than are left: only one of its forms is the one that was handed out. */
    private static boolean isCanonical(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text);
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
