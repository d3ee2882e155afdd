package dev.sojourn.store.hybrid;

import dev.sojourn.StorageUnavailableException;
import dev.sojourn.store.Bytes;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.Version;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What all nodes agree on, one record in the database: whether the front is in service, and which of the records in it count.
 *
 * @param serving whether the front is in service
 * @param generation how often it came back into service
 * @param era random, since the database began: a front may remember an older database
 * @param incarnation the front's, when it came into service
 * @param stored the record itself, to be replaced
 */
record Control(boolean serving, long generation, String era, String incarnation, StoredRecord stored) {

    static final RecordKey KEY = new RecordKey(RecordKind.LEASE, "hybrid");

    private static final String FORMAT = "1";
    private static final int PARTS = 5;
    private static final int ERAS = 36 * 36 * 36 * 36;

    /** The first one of a database. */
    static Control first(long random, boolean serving, String incarnation) {
        String era = Integer.toString(Math.floorMod(random, ERAS), Character.MAX_RADIX);
        return written(new Version(1, random), serving, 0, era, incarnation);
    }

    static Control of(StoredRecord stored) {
        String[] parts = new String(stored.body().toArray(), StandardCharsets.UTF_8).split("\n", PARTS);
        if (parts.length != PARTS || !FORMAT.equals(parts[0])) {
            throw new StorageUnavailableException(
                    "hybrid: the control record in the database was written by another release", null);
        }
        return new Control("serving".equals(parts[1]), Long.parseLong(parts[2]), parts[3], parts[4], stored);
    }

    /** Out of service. */
    Control suspended(long nonce) {
        return written(stored.version().next(nonce), false, generation, era, incarnation);
    }

    /** In service again, and empty, as nobody asks for what older generations wrote. */
    Control resumed(long nonce, String newIncarnation) {
        return written(stored.version().next(nonce), true, generation + 1, era, newIncarnation);
    }

    /** What the ids of this generation's sessions and principals begin with in the front. */
    String tag() {
        return era + '.' + Long.toString(generation, Character.MAX_RADIX) + ':';
    }

    /** Whether a key in the front is of a later generation than this. */
    boolean isBefore(RecordKey frontKey) {
        String id = frontKey.id();
        if (!Terms.isMirrored(frontKey.kind()) || !id.startsWith(era + '.')) {
            return false;
        }
        String of = id.substring(era.length() + 1, id.indexOf(':'));
        return Long.parseLong(of, Character.MAX_RADIX) > generation;
    }

    /** The term of a write that the front sees first, or that only the database sees. */
    long term() {
        return serving ? generation : generation + 1;
    }

    boolean sameAs(@Nullable Control other) {
        return other != null && stored.version().equals(other.stored.version());
    }

    private static Control written(Version version, boolean serving, long generation, String era, String incarnation) {
        String text = String.join(
                "\n", FORMAT, serving ? "serving" : "suspended", Long.toString(generation), era, incarnation);
        Bytes body = Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
        return new Control(
                serving, generation, era, incarnation, StoredRecord.of(KEY, version, Instant.MAX, null, body));
    }
}
