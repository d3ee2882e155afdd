package dev.sojourn.engine;

import dev.sojourn.SessionKey;
import dev.sojourn.store.RecordFilter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists the live sessions of one principal by its index: exact, and as cheap on every storage, however many sessions of others there are.
 */
final class PrincipalSearch {

    /** What a cursor of this search begins with, which one of a storage may do too: whose it is follows from the search. */
    private static final String PREFIX = "p:";

    private static final Comparator<Place> NEWEST_FIRST =
            Comparator.comparing(Place::createdAt).reversed().thenComparing(Place::key);

    private final PrincipalIndex index;
    private final SessionRecords records;

    PrincipalSearch(PrincipalIndex index, SessionRecords records) {
        this.index = index;
        this.records = records;
    }

    /** A page of records, and where the next one begins. */
    record Page(List<SessionRecord> records, @Nullable String nextCursor) {}

    Page search(String principal, RecordFilter filter, @Nullable String cursor, int limit) {
        Place after = cursor == null ? null : Place.parse(cursor);
        List<SessionRecord> left = live(principal, filter).stream()
                .filter(record -> after == null || NEWEST_FIRST.compare(Place.of(record), after) > 0)
                .sorted(Comparator.comparing(Place::of, NEWEST_FIRST))
                .toList();
        if (left.size() <= limit) {
            return new Page(left, null);
        }
        return new Page(left.subList(0, limit), Place.of(left.get(limit - 1)).cursor());
    }

    long count(String principal, RecordFilter filter) {
        return live(principal, filter).size();
    }

    private List<SessionRecord> live(String principal, RecordFilter filter) {
        return records.loadAll(index.load(principal).keys()).values().stream()
                .filter(record -> record.liveAt(filter.now()) && filter.accepts(record.told()))
                .toList();
    }

    /** Where a session stands in the list. */
    private record Place(Instant createdAt, String key) {

        static Place of(SessionRecord record) {
            return new Place(record.fields().createdAt(), record.key().value());
        }

        String cursor() {
            return PREFIX + createdAt.toEpochMilli() + ":" + key;
        }

        static Place parse(String cursor) {
            String[] parts = cursor.split(":", -1);
            if (parts.length == 3 && cursor.startsWith(PREFIX)) {
                try {
                    return new Place(Instant.ofEpochMilli(Long.parseLong(parts[1])), new SessionKey(parts[2]).value());
                } catch (IllegalArgumentException | DateTimeException notOurs) {
                    throw bad();
                }
            }
            throw bad();
        }

        private static IllegalArgumentException bad() {
            return new IllegalArgumentException("this is no cursor of this search");
        }
    }
}
