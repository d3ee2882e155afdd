package dev.sojourn.engine;

import dev.sojourn.AddressPrivacy;
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
    private final AddressPrivacy privacy;

    /**
     * That of this store, if it has one.
     *
     * @param privacy how much of an address may be kept
     */
    public StoreAuditLog(
            SessionStore store, Clock clock, TokenSource random, SessionEvents events, AddressPrivacy privacy) {
        this.store = store;
        this.clock = clock;
        this.random = new CheckedTokenSource(random);
        this.events = events;
        this.privacy = privacy;
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
    public void administered(
            AdminAction action, Session administrator, @Nullable String address, AdminTarget target, int affected) {
        String who = Objects.requireNonNull(administrator.principal(), "an administrator has a name");
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        AdminTarget about = action == AdminAction.UNBLOCK ? counted(target) : target;
        var event = new SessionEvent.Administered(
                now, action, who, administrator.application(), privacy.applied(address), about, affected);
        events.publish(event);
        HistoryEntry entry = entry(event, target);
        try {
            store.capability(History.class).ifPresent(history -> history.note(entry));
        } catch (StorageException down) {
            SessionKey key = about.key();
            LOG.say(
                    Message.AUDIT_NOT_KEPT,
                    action.code(),
                    Log.printable(who),
                    key == null ? "-" : Log.shortened(key.value()),
                    Log.printable(entry.principal()),
                    Log.printable(entry.namespace()),
                    Log.printable(entry.address()),
                    entry.at());
            LOG.because(down, Message.AUDIT_NOT_KEPT_WHY);
        }
    }

    /** As the block was counted and listed, whatever form of it was typed: else whoever searches the audit for it would not find it. */
    private AdminTarget counted(AdminTarget typed) {
        String username = typed.principal();
        String address = typed.address();
        return new AdminTarget(
                typed.key(),
                typed.application(),
                username == null ? null : AttemptIds.value(AttemptIds.ofUsername(username)),
                typed.namespace(),
                address == null ? null : AttemptIds.value(AttemptIds.ofAddress(address, privacy)));
    }

    private HistoryEntry entry(SessionEvent.Administered event, AdminTarget typed) {
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
                typed.address() == null ? event.ipAddress() : kept(typed.address(), target.address()),
                null,
                event.administrator(),
                event.action());
    }

    /** A digest stands for an address while its failures are counted. The history is kept for a year, and a digest tells whoever tries all addresses. */
    private @Nullable String kept(String typed, @Nullable String counted) {
        return privacy == AddressPrivacy.FULL ? counted : privacy.applied(typed);
    }
}
