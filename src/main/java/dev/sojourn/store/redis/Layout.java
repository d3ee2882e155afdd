package dev.sojourn.store.redis;

import dev.sojourn.store.KeyPrefix;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * The names of the keys: see the package. A bucket is what one script may touch: all of a server, or one of {@value #BUCKETS} hash tags of a
 * Cluster, which are spread evenly over the slots.
 */
final class Layout {

    /** How many buckets a Cluster's keys are in. Part of the layout: another number would lose every record. */
    static final int BUCKETS = 64;

    private static final int SLOTS = 16_384;

    private final List<byte[]> bases;

    private Layout(List<byte[]> bases) {
        this.bases = bases;
    }

    static Layout of(String prefix, boolean cluster) {
        if (!cluster) {
            return new Layout(List.of(KeyPrefix.ended(prefix).getBytes(StandardCharsets.UTF_8)));
        }
        // The first { and the first } after it make the hash tag, so that the prefix must have none.
        String plain =
                KeyPrefix.ended(prefix).replace("%", "%25").replace("{", "%7B").replace("}", "%7D");
        return new Layout(IntStream.range(0, BUCKETS)
                .mapToObj(bucket -> (plain + "{" + tag(bucket) + "}").getBytes(StandardCharsets.UTF_8))
                .toList());
    }

    /** The least number whose slot is in the bucket's share of them. */
    private static int tag(int bucket) {
        return IntStream.iterate(0, n -> n + 1)
                .filter(n -> JedisClusterCRC16.getSlot(Integer.toString(n)) / (SLOTS / BUCKETS) == bucket)
                .findFirst()
                .orElseThrow();
    }

    int buckets() {
        return bases.size();
    }

    int bucket(byte[] encodedId) {
        int hash = Arrays.hashCode(encodedId);
        return (hash ^ (hash >>> 16)) & (bases.size() - 1);
    }

    /** What every key of a bucket begins with. */
    byte[] base(int bucket) {
        return bases.get(bucket);
    }

    byte[] recordKey(RecordKey key) {
        byte[] id = EncodedId.encode(key.id());
        return recordKey(bucket(id), key.kind(), id);
    }

    byte[] recordKey(int bucket, RecordKind kind, byte[] encodedId) {
        byte[] base = bases.get(bucket);
        byte[] key = Arrays.copyOf(base, base.length + 1 + encodedId.length);
        key[base.length] = letter(kind);
        System.arraycopy(encodedId, 0, key, base.length + 1, encodedId.length);
        return key;
    }

    /** A set of a bucket: a letter and what it is the set of. */
    byte[] indexKey(int bucket, char letter, byte... of) {
        byte[] base = bases.get(bucket);
        byte[] key = Arrays.copyOf(base, base.length + 1 + of.length);
        key[base.length] = (byte) letter;
        System.arraycopy(of, 0, key, base.length + 1, of.length);
        return key;
    }

    /** The channel for events. Channels are the same for all databases of a server, so it has the number of ours. */
    byte[] channel(int database) {
        byte[] end = ("e" + database).getBytes(StandardCharsets.US_ASCII);
        byte[] base = bases.get(0);
        byte[] name = Arrays.copyOf(base, base.length + end.length);
        System.arraycopy(end, 0, name, base.length, end.length);
        return name;
    }

    static byte letter(RecordKind kind) {
        return (byte)
                switch (kind) {
                    case SESSION -> 's';
                    case PRINCIPAL -> 'p';
                    case ATTEMPTS -> 'f';
                    case LEASE -> 'm';
                    case DEVICES -> 'v';
                    case REVOCATION -> 'r';
                };
    }

    /**
     * The kind with this letter.
     *
     * @throws IllegalArgumentException for any other
     */
    static RecordKind kind(byte letter) {
        for (RecordKind kind : RecordKind.values()) {
            if (letter(kind) == letter) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no kind has this letter");
    }
}
