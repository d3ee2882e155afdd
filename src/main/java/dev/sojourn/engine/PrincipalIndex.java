package dev.sojourn.engine;

import dev.sojourn.SessionKey;
import dev.sojourn.codec.PrincipalBody;
import dev.sojourn.codec.PrincipalBodyCodec;
import dev.sojourn.codec.UnreadableRecordException;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.RecordWrite;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The index of a principal's sessions, one record per principal, written by compare-and-swap. It is the authority on the
 * limit: a session counts from the moment its entry is written, which is before the session itself is.
 */
final class PrincipalIndex {

    /** How long an epoch outlives the last session: longer than any login can be under way. */
    private static final Duration EPOCH_KEPT = Duration.ofDays(1);

    private static final Log LOG = Log.of(PrincipalIndex.class);

    private final SessionStore store;
    private final SessionPolicy policy;
    private final CheckedTokenSource random;
    private final Swap swap;

    PrincipalIndex(SessionStore store, SessionPolicy policy, CheckedTokenSource random) {
        this.store = store;
        this.policy = policy;
        this.random = random;
        this.swap = new Swap(store, random, policy.deadline());
    }

    /** An index as it was read. */
    record Read(RecordKey key, @Nullable StoredRecord stored, PrincipalBody body) {

        List<SessionKey> keys() {
            return body.entries().stream()
                    .map(entry -> new SessionKey(entry.key()))
                    .toList();
        }
    }

    /** Decides what an index shall be, given what it is. Called again after each conflict. */
    @FunctionalInterface
    interface Change {
        /** The new content, or null to leave it as it is. */
        @Nullable
        PrincipalBody apply(PrincipalBody current);
    }

    static RecordKey key(String principal) {
        return new RecordKey(RecordKind.PRINCIPAL, principal);
    }

    Read load(String principal) {
        return read(principal, store.load(key(principal)));
    }

    /** The index in a record just loaded. */
    Read read(String principal, @Nullable StoredRecord stored) {
        RecordKey key = key(principal);
        if (stored == null) {
            return new Read(key, null, new PrincipalBody(0, List.of()));
        }
        try {
            return new Read(key, stored, PrincipalBodyCodec.decode(stored.body()));
        } catch (UnreadableRecordException unreadable) {
            LOG.say(Message.INDEX_UNREADABLE, unreadable.getMessage());
            // a new epoch: whether the lost one was raised cannot be told, so logins under way are refused
            return new Read(key, stored, new PrincipalBody(random.nextLong(), List.of()));
        }
    }

    /** One compare-and-swap; false on a conflict. */
    boolean write(Read current, PrincipalBody next, Instant now) {
        return writeOf(current, next, now).applyTo(store) == WriteOutcome.WRITTEN;
    }

    /** The compare-and-swap as a value, for a batch. */
    RecordWrite writeOf(Read current, PrincipalBody next, Instant now) {
        return swap.write(current.key(), current.stored(), content(next, now));
    }

    private Swap.Content content(PrincipalBody body, Instant now) {
        return new Swap.Content(keepUntil(body, now), PrincipalBodyCodec.encode(body));
    }

    /** Changes an index until the write wins; answers what was written. */
    PrincipalBody change(String principal, Instant now, Change change) {
        var result = new AtomicReference<@Nullable PrincipalBody>();
        boolean unused = swap.change(key(principal), stored -> {
            PrincipalBody current = read(principal, stored).body();
            PrincipalBody next = change.apply(current);
            result.set(next == null ? current : next);
            return next == null ? null : content(next, now);
        });
        return Objects.requireNonNull(result.get());
    }

    /** Puts back the entry of a live session that the storage lost; nothing is written where it is there. */
    void putBack(String principal, @Nullable StoredRecord stored, SessionRecord session, Instant now) {
        String key = session.key().value();
        if (has(read(principal, stored).body(), key)) {
            return;
        }
        Instant authenticated = session.body().authenticatedAt();
        var entry = new PrincipalBody.Entry(
                key,
                session.fields().application(),
                authenticated == null ? session.fields().createdAt() : authenticated,
                session.body().timing().absoluteAt(),
                null);
        change(principal, now, body -> {
            if (has(body, key)) {
                return null;
            }
            List<PrincipalBody.Entry> entries = new ArrayList<>(body.entries());
            entries.add(entry);
            return new PrincipalBody(body.epoch(), entries);
        });
    }

    private static boolean has(PrincipalBody body, String key) {
        return body.entries().stream().anyMatch(entry -> entry.key().equals(key));
    }

    private Instant keepUntil(PrincipalBody body, Instant now) {
        Instant latest = now.plus(EPOCH_KEPT);
        for (PrincipalBody.Entry entry : body.entries()) {
            Instant until = entry.until() == null ? Instant.MAX : Timings.plus(entry.until(), policy.retention());
            latest = until.isAfter(latest) ? until : latest;
        }
        return latest;
    }
}
