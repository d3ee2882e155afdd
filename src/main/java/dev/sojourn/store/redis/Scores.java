package dev.sojourn.store.redis;

import dev.sojourn.store.IndexedFields;
import dev.sojourn.store.StoredRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Instants as what sorted sets are sorted by: milliseconds, as far as a floating-point number tells them apart. */
final class Scores {

    private static final long MOST = 1L << 53;

    private Scores() {}

    /** The list's: newest first. */
    static long creation(IndexedFields fields) {
        return -millis(fields.createdAt());
    }

    /** A group's: when it expires while it is active, at least 1; when it may go, below 0, once it has ended. */
    static byte[] expiry(StoredRecord record, IndexedFields fields) {
        boolean ended = fields.endReason() != null;
        Instant until =
                ended || record.keepUntil().isBefore(fields.expiresAt()) ? record.keepUntil() : fields.expiresAt();
        if (until.equals(Instant.MAX)) {
            return text(ended ? "-inf" : "+inf");
        }
        long score = Math.max(1, millis(until));
        return text(ended ? -score : score);
    }

    /** Milliseconds of the epoch. */
    static long millis(Instant instant) {
        long seconds = instant.getEpochSecond();
        if (seconds >= MOST / 1000) {
            return MOST;
        }
        return seconds <= -MOST / 1000 ? -MOST : instant.toEpochMilli();
    }

    static byte[] text(long number) {
        return text(Long.toString(number));
    }

    static byte[] text(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }
}
