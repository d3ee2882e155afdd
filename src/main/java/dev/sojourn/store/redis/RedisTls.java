package dev.sojourn.store.redis;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How to speak TLS. {@link #toString} does not tell the password.
 *
 * @param trustCertificates a PEM file of the certificates to trust; null for others
 * @param trustStore a key store (PKCS12 or JKS) of the certificates to trust; null for others. With neither, the JVM's own
 * @param trustStorePassword of that key store; null for none
 * @param certificate a PEM file of the client's certificate and those that signed it, where the server asks for one; else null
 * @param key a PEM file of the private key of that certificate (PKCS#8, not encrypted); else null
 * @param checkHost whether the server's certificate must be for the host that was asked for
 */
public record RedisTls(
        @Nullable Path trustCertificates,
        @Nullable Path trustStore,
        @Nullable String trustStorePassword,
        @Nullable Path certificate,
        @Nullable Path key,
        boolean checkHost) {

    /** The JVM's own trusted certificates, host checked. */
    public static final RedisTls DEFAULT = new RedisTls(null, null, null, null, null, true);

    /** Checks what excludes and what needs another. */
    public RedisTls {
        if (trustCertificates != null && trustStore != null) {
            throw new IllegalArgumentException(
                    "certificates to trust come from a PEM file or from a key store, not both");
        }
        if ((certificate == null) != (key == null)) {
            throw new IllegalArgumentException("a client certificate and its key are given together");
        }
    }

    @Override
    public String toString() {
        return "RedisTls[trustCertificates=" + trustCertificates + ", trustStore=" + trustStore + ", certificate="
                + certificate + ", checkHost=" + checkHost + "]";
    }
}
