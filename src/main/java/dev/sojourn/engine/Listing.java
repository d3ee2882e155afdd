package dev.sojourn.engine;

import dev.sojourn.AddressRange;
import dev.sojourn.IpAddress;
import dev.sojourn.NotSupportedException;
import dev.sojourn.Session;
import dev.sojourn.SessionKey;
import dev.sojourn.SessionPage;
import dev.sojourn.SessionSearch;
import dev.sojourn.SessionState;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads sessions for lists and administrators. Nothing here touches. */
final class Listing {

    private static final int MAX_PAGE = 200;

    private final SessionStore store;
    private final PrincipalIndex index;
    private final SessionRecords records;
    private final Snapshots snapshots;
    private final SessionPolicy policy;
    private final PrincipalSearch byPrincipal;

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
        this.byPrincipal = new PrincipalSearch(index, records);
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
        RecordFilter filter = filter(search, now);
        String principal = search.principal();
        if (principal != null && isByIndex(search)) {
            PrincipalSearch.Page page = byPrincipal.search(principal, filter, cursor, limit);
            return page(page.records().stream(), now, page.nextCursor());
        }
        RecordPage page = searchIndex("search").search(filter, cursor, limit);
        return page(page.records().stream().map(records::decode).filter(Objects::nonNull), now, page.nextCursor());
    }

    private SessionPage page(Stream<SessionRecord> found, Instant now, @Nullable String nextCursor) {
        return new SessionPage(found.map(record -> snapshots.of(record, now)).toList(), nextCursor);
    }

    long count(SessionSearch search) {
        RecordFilter filter = filter(search, records.now());
        String principal = search.principal();
        return principal != null && isByIndex(search)
                ? byPrincipal.count(principal, filter)
                : searchIndex("counting").count(filter);
    }

    /** A principal's index knows its live sessions; where the storage lists no others, these are all that can be told. */
    private boolean isByIndex(SessionSearch search) {
        return search.state() == SessionState.ACTIVE
                || (search.state() == null
                        && store.capability(SearchIndex.class).isEmpty());
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
