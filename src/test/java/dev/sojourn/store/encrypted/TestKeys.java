package dev.sojourn.store.encrypted;

import dev.sojourn.store.Bytes;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Keys by their ids. */
final class TestKeys {

    private TestKeys() {}

    /** Keys with these ids, in this order; the same key for the same id. */
    static EncryptionKeys of(String... ids) {
        List<EncryptionKey> keys = Stream.of(ids).map(TestKeys::key).toList();
        return new EncryptionKeys(keys);
    }

    private static EncryptionKey key(String id) {
        byte[] secret = new byte[EncryptionKey.BYTES];
        Arrays.fill(secret, (byte) id.hashCode());
        return new EncryptionKey(id, Bytes.copyOf(secret));
    }
}
