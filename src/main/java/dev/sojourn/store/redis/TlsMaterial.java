package dev.sojourn.store.redis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Certificates and keys from files. Their contents are in no message. */
final class TlsMaterial {

    private static final char[] NO_PASSWORD = {};

    private TlsMaterial() {}

    /**
     * What a TLS connection needs.
     *
     * @throws IllegalArgumentException when a file cannot be read or is something else
     */
    static SSLContext context(RedisTls tls) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(tls), trust(tls), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("TLS for Redis cannot be set up: " + e.getMessage(), e);
        }
    }

    private static TrustManager @Nullable [] trust(RedisTls tls) throws GeneralSecurityException {
        KeyStore store;
        if (tls.trustCertificates() != null) {
            store = ofCertificates(certificates(tls.trustCertificates()));
        } else if (tls.trustStore() != null) {
            store = keyStore(tls.trustStore(), tls.trustStorePassword());
        } else {
            return null;
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyManager @Nullable [] keys(RedisTls tls) throws GeneralSecurityException {
        if (tls.certificate() == null || tls.key() == null) {
            return null;
        }
        Certificate[] chain = certificates(tls.certificate()).toArray(new Certificate[0]);
        KeyStore store = empty();
        store.setKeyEntry("client", privateKey(tls.key()), NO_PASSWORD, chain);
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static KeyStore ofCertificates(Collection<? extends Certificate> certificates)
            throws GeneralSecurityException {
        KeyStore store = empty();
        int number = 0;
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("trusted-" + number++, certificate);
        }
        return store;
    }

    private static Collection<? extends Certificate> certificates(Path file) throws GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new IllegalArgumentException("no certificate in " + file);
            }
            return found;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static PrivateKey privateKey(Path file) throws GeneralSecurityException {
        byte[] encoded;
        try {
            String text = Files.readString(file, StandardCharsets.US_ASCII);
            encoded = Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable(file, e);
        }
        var wrong = new IllegalArgumentException("no private key in PKCS#8 in " + file);
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException e) {
                wrong.addSuppressed(e);
            }
        }
        throw wrong;
    }

    private static KeyStore keyStore(Path file, @Nullable String password) {
        try {
            return KeyStore.getInstance(file.toFile(), password == null ? null : password.toCharArray());
        } catch (GeneralSecurityException | IOException e) {
            throw unreadable(file, e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        try {
            store.load(null, null);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return store;
    }

    private static IllegalArgumentException unreadable(Path file, Exception cause) {
        return new IllegalArgumentException(file + " cannot be read: " + cause.getMessage(), cause);
    }
}
