package dev.sojourn.store.encrypted;

import dev.sojourn.codec.UnreadableRecordException;
import dev.sojourn.store.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts bytes for one purpose and place each, and names the key that it took. Safe for many threads. */
final class BodyCipher {

    private static final byte MARK = (byte) 0xC1;
    private static final byte FORMAT = 1;
    private static final int BEFORE_ID = 3;
    private static final int NONCE = 12;
    private static final int TAG = 16;

    private final EncryptionKeys keys;
    private final SecureRandom random;

    BodyCipher(EncryptionKeys keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
    }

    /** Whether a body is one of those that {@link #encrypt} makes, or something that pretends to be. */
    static boolean isEncrypted(Bytes body) {
        return body.length() > 0 && body.toArray()[0] == MARK;
    }

    /**
     * @param place what the key is derived for
     * @param beside what must be the same when it is decrypted
     */
    Bytes encrypt(byte[] plain, byte[] place, byte[] beside) {
        EncryptionKey key = keys.first();
        byte[] id = key.id().getBytes(StandardCharsets.US_ASCII);
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        ByteBuffer out = ByteBuffer.allocate(BEFORE_ID + id.length + NONCE + plain.length + TAG);
        out.put(MARK).put(FORMAT).put((byte) id.length).put(id);
        byte[] header = new byte[out.position()];
        out.get(0, header);
        out.put(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, place, nonce);
            cipher.updateAAD(header);
            cipher.updateAAD(beside);
            out.put(cipher.doFinal(plain));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has AES-256-GCM", impossible);
        }
        return Bytes.copyOf(out.array());
    }

    /** What was encrypted for the same place beside the same; throws {@link UnreadableRecordException} for all else. */
    byte[] decrypt(Bytes body, byte[] place, byte[] beside) {
        ByteBuffer in = ByteBuffer.wrap(body.toArray());
        if (in.remaining() < BEFORE_ID || in.get() != MARK || in.get() != FORMAT) {
            throw new UnreadableRecordException("its encryption has a format that is not known", null);
        }
        int idLength = Byte.toUnsignedInt(in.get());
        if (in.remaining() < idLength + NONCE + TAG) {
            throw new UnreadableRecordException("its encrypted body is cut off", null);
        }
        byte[] header = new byte[BEFORE_ID + idLength];
        in.get(0, header);
        in.position(header.length);
        byte[] nonce = new byte[NONCE];
        in.get(nonce);
        byte[] encrypted = new byte[in.remaining()];
        in.get(encrypted);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key(header), place, nonce);
            cipher.updateAAD(header);
            cipher.updateAAD(beside);
            return cipher.doFinal(encrypted);
        } catch (AEADBadTagException notAuthentic) {
            throw new UnreadableRecordException("its encrypted body fails authentication", notAuthentic);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has AES-256-GCM", impossible);
        }
    }

    private EncryptionKey key(byte[] header) {
        String id = new String(header, BEFORE_ID, header.length - BEFORE_ID, StandardCharsets.ISO_8859_1);
        // of an id that is none, nothing gets into the log
        String shown = EncryptionKey.isId(id) ? "'" + id + "'" : "with a strange id";
        return keys.find(id)
                .orElseThrow(() -> new UnreadableRecordException(
                        "it is encrypted with the key " + shown + ", which is not configured", null));
    }

    /** A text that tells nothing about what it is made of, and is the same as long as the first key is. */
    byte[] digest(byte[] purpose) {
        return hmac(keys.first(), purpose);
    }

    private static Cipher cipher(int mode, EncryptionKey key, byte[] place, byte[] nonce)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(hmac(key, place), "AES"), new GCMParameterSpec(8 * TAG, nonce));
        return cipher;
    }

    private static byte[] hmac(EncryptionKey key, byte[] purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.secret().toArray(), "HmacSHA256"));
            return mac.doFinal(purpose);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
        }
    }
}
