package dev.sojourn.engine;

import dev.sojourn.AdminAction;
import dev.sojourn.AdminTarget;
import dev.sojourn.AuditEntry;
import dev.sojourn.AuditLog;
import dev.sojourn.AuditPage;
import dev.sojourn.AuditSearch;
import dev.sojourn.NotSupportedException;
import dev.sojourn.Session;
import dev.sojourn.SessionKey;
import dev.sojourn.StorageException;
import dev.sojourn.TokenSource;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.event.SessionEvents;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import dev.sojourn.store.ChangeKind;
import dev.sojourn.store.History;
import dev.sojourn.store.HistoryEntry;
import dev.sojourn.store.HistoryFilter;
import dev.sojourn.store.HistoryPage;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.Version;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The audit in a storage's history. Safe for many threads. */
public final class StoreAuditLog implements AuditLog {

    private static final Log LOG = Log.of(StoreAuditLog.class);

    private final SessionStore store;
    private final Clock clock;
    private final CheckedTokenSource random;
    private final SessionEvents events;

    /** That of this store, if it has one. */
    public StoreAuditLog(SessionStore store, Clock clock, TokenSource random, SessionEvents events) {
        this.store = store;
        this.clock = clock;
        this.random = new CheckedTokenSource(random);
        this.events = events;
    }

    @Override
    public AuditPage search(AuditSearch search, @Nullable String cursor, int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("a page has 1 to " + MAX_PAGE + " entries, not " + limit);
        }
        History history =
                store.capability(History.class).orElseThrow(() -> new NotSupportedException(store.name(), "an audit"));
        SessionKey key = search.key();
        var filter =
                new HistoryFilter(search.principal(), key == null ? null : key.value(), search.from(), search.to());
        HistoryPage page = history.history(filter, cursor, limit);
        return new AuditPage(page.entries().stream().map(StoreAuditLog::entry).toList(), page.nextCursor());
    }

    private static AuditEntry entry(HistoryEntry entry) {
        String session = entry.session();
        return new AuditEntry(
                entry.kind().type(),
                entry.at(),
                session == null ? null : new SessionKey(session),
                entry.application(),
                entry.principal(),
                entry.namespace(),
                entry.address(),
                entry.reason(),
                entry.by(),
                entry.action());
    }

    @Override
    public void administered(AdminAction action, Session administrator, AdminTarget target, int affected) {
        String who = Objects.requireNonNull(administrator.principal(), "an administrator has a name");
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var event = new SessionEvent.Administered(
                now,
                action,
                who,
                administrator.application(),
                administrator.client().ipAddress(),
                target,
                affected);
        events.publish(event);
        try {
            store.capability(History.class).ifPresent(history -> history.note(entry(event)));
        } catch (StorageException down) {
            AdminTarget about = event.target();
            SessionKey key = about.key();
            LOG.say(
                    Message.AUDIT_NOT_KEPT,
                    event.action().code(),
                    printable(event.administrator()),
                    key == null ? "-" : Log.shortened(key.value()),
                    printable(about.principal()),
                    printable(about.namespace()),
                    printable(about.address()),
                    event.at());
            LOG.because(down, Message.AUDIT_NOT_KEPT_WHY);
        }
    }

    private static String printable(@Nullable String name) {
        return name == null ? "-" : name.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", "?");
    }

    private HistoryEntry entry(SessionEvent.Administered event) {
        AdminTarget target = event.target();
        SessionKey key = target.key();
        String application = target.application();
        return new HistoryEntry(
                ChangeKind.ADMINISTERED,
                event.at(),
                key == null ? null : key.value(),
                new Version(0, random.nextLong()),
                application == null ? event.application() : application,
                target.principal(),
                target.namespace(),
                target.address() == null ? event.ipAddress() : target.address(),
                null,
                event.administrator(),
                event.action());
    }
}
