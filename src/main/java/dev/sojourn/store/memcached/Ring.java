package dev.sojourn.store.memcached;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which server has which key: consistent hashing as Ketama does it, with {@value #POINTS} points for each server. It knows the
 * configured texts of the servers alone, not whether one is there nor what its name resolves to, so a key never moves to another server, and
 * all nodes with the same list agree. Immutable.
 */
final class Ring<T> {

    private static final int POINTS = 160;
    private static final int POINTS_PER_DIGEST = 4;

    private final TreeMap<Long, T> points = new TreeMap<>();

    /** A ring of these, each at the places of its text. */
    Ring(Map<String, T> servers) {
        // In the order of their texts, so that two servers with one point in common agree on all nodes.
        for (String server : List.copyOf(new TreeMap<>(servers).keySet())) {
            for (int i = 0; i < POINTS / POINTS_PER_DIGEST; i++) {
                ByteBuffer digest = digest(server + "-" + i);
                for (int part = 0; part < POINTS_PER_DIGEST; part++) {
                    points.putIfAbsent(Integer.toUnsignedLong(digest.getInt()), servers.get(server));
                }
            }
        }
    }

    /** The one that has this key. */
    T of(String key) {
        Map.Entry<Long, T> next =
                points.ceilingEntry(Integer.toUnsignedLong(digest(key).getInt()));
        return (next == null ? points.firstEntry() : next).getValue();
    }

    private static ByteBuffer digest(String text) {
        try {
            byte[] md5 = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(md5).order(ByteOrder.LITTLE_ENDIAN);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has MD5", e);
        }
    }
}
