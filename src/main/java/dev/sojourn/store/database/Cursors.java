package dev.sojourn.store.database;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Texts that tell where a page begins: a letter for the listing, numbers, and a rest of visible ASCII. */
final class Cursors {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private Cursors() {}

    /** A place in the records: after this row. */
    static String of(RecordQueries.Place place) {
        byte[] id = place.id().getBytes(StandardCharsets.US_ASCII);
        return text(ByteBuffer.allocate(1 + Long.BYTES + id.length)
                .put((byte) 'r')
                .putLong(place.createdAt())
                .put(id)
                .array());
    }

    /** A place in the history: after this row. */
    static String of(HistoryQueries.Place place) {
        return text(ByteBuffer.allocate(1 + 3 * Long.BYTES)
                .put((byte) 'h')
                .putLong(place.happenedAt())
                .putLong(place.version())
                .putLong(place.id())
                .array());
    }

    /**
     * The place in a cursor.
     *
     * @param idStart what every id begins with
     * @throws IllegalArgumentException for any other text
     */
    static RecordQueries.Place place(String cursor, String idStart) {
        ByteBuffer bytes = bytes(cursor, 'r', Long.BYTES + idStart.length());
        long createdAt = bytes.getLong();
        String id = StandardCharsets.US_ASCII.decode(bytes).toString();
        if (!id.startsWith(idStart) || id.length() > idStart.length() + Texts.KEY) {
            throw unknown();
        }
        return new RecordQueries.Place(createdAt, id);
    }

    /**
     * The place in a cursor.
     *
     * @throws IllegalArgumentException for any other text
     */
    static HistoryQueries.Place historyPlace(String cursor) {
        ByteBuffer bytes = bytes(cursor, 'h', 3 * Long.BYTES);
        if (bytes.remaining() != 3 * Long.BYTES) {
            throw unknown();
        }
        return new HistoryQueries.Place(bytes.getLong(), bytes.getLong(), bytes.getLong());
    }

    private static String text(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }

    private static ByteBuffer bytes(String cursor, char listing, int least) {
        ByteBuffer bytes;
        try {
            bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
        if (bytes.remaining() <= least || bytes.get() != listing) {
            throw unknown();
        }
        return bytes;
    }

    private static IllegalArgumentException unknown() {
        return new IllegalArgumentException("not a cursor of this storage");
    }
}
