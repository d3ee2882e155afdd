package dev.sojourn.engine;

import dev.sojourn.AddressRange;
import dev.sojourn.IpAddress;
import dev.sojourn.NotSupportedException;
import dev.sojourn.Session;
import dev.sojourn.SessionKey;
import dev.sojourn.SessionPage;
import dev.sojourn.SessionSearch;
import dev.sojourn.store.RecordFilter;
import dev.sojourn.store.RecordPage;
import dev.sojourn.store.SearchIndex;
import dev.sojourn.store.SessionStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads sessions for lists and administrators. Nothing here touches. */
final class Listing {

    private static final int MAX_PAGE = 200;

    private final SessionStore store;
    private final PrincipalIndex index;
    private final SessionRecords records;
    private final Snapshots snapshots;
    private final SessionPolicy policy;

    Listing(
            SessionStore store,
            PrincipalIndex index,
            SessionRecords records,
            Snapshots snapshots,
            SessionPolicy policy) {
        this.store = store;
        this.index = index;
        this.records = records;
        this.snapshots = snapshots;
        this.policy = policy;
    }

    Optional<Session> find(SessionKey key) {
        return Optional.ofNullable(records.load(key)).map(record -> snapshots.of(record, records.now()));
    }

    boolean exists(SessionKey key) {
        SessionRecord record = records.load(key);
        return record != null && record.liveAt(records.now());
    }

    List<Session> sessionsOf(String principal) {
        Instant now = records.now();
        return records.loadAll(index.load(principal).keys()).values().stream()
                .filter(record -> record.liveAt(now)
                        && principal.equals(record.fields().principal())
                        && policy.accepts(record.fields().application()))
                .map(record -> snapshots.of(record, now))
                .sorted(Comparator.comparing(Session::lastActiveAt)
                        .thenComparing(Session::createdAt)
                        .reversed()
                        .thenComparing(session -> session.key().value()))
                .toList();
    }

    SessionPage search(SessionSearch search, @Nullable String cursor, int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("a page has 1 to " + MAX_PAGE + " sessions, not " + limit);
        }
        Instant now = records.now();
        RecordPage page = searchIndex("search").search(filter(search, now), cursor, limit);
        List<Session> items = page.records().stream()
                .map(records::decode)
                .filter(Objects::nonNull)
                .map(record -> snapshots.of(record, now))
                .toList();
        return new SessionPage(items, page.nextCursor());
    }

    long count(SessionSearch search) {
        return searchIndex("counting").count(filter(search, records.now()));
    }

    private SearchIndex searchIndex(String what) {
        return store.capability(SearchIndex.class).orElseThrow(() -> new NotSupportedException(store.name(), what));
    }

    private static RecordFilter filter(SessionSearch search, Instant now) {
        return new RecordFilter(
                search.application(),
                search.principal(),
                false,
                search.namespace(),
                search.state(),
                addressTest(search.address()),
                now);
    }

    private static @Nullable Predicate<String> addressTest(@Nullable String wanted) {
        if (wanted == null) {
            return null;
        }
        AddressRange range = AddressRange.parse(wanted)
                .orElseThrow(() -> new IllegalArgumentException("an address filter is an IP address or a CIDR prefix"));
        return stored -> IpAddress.parse(stored).filter(range::contains).isPresent();
    }
}
