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

    /** Any score as Redis reads it. */
    static String ofSet(double score) {
        if (Double.isInfinite(score)) {
            return score < 0 ? "-inf" : "+inf";
        }
        return Math.abs(score) <= MOST && score == Math.rint(score)
                ? Long.toString((long) score)
                : Double.toString(score);
    }

    /** What Redis tells as a score. Ours are whole numbers and the infinite ones; whoever else writes into a set may have others. */
    static double read(byte[] score) {
        String text = new String(score, StandardCharsets.US_ASCII);
        try {
            return switch (text) {
                case "inf" -> Double.POSITIVE_INFINITY;
                case "-inf" -> Double.NEGATIVE_INFINITY;
                // to which 0 is added because that makes 0 of -0
                default -> Double.parseDouble(text) + 0.0;
            };
        } catch (NumberFormatException e) {
            throw Failures.strange(e);
        }
    }

    static byte[] text(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }
}
