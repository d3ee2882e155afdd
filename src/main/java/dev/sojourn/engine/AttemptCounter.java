package dev.sojourn.engine;

import dev.sojourn.codec.AttemptsBody;
import dev.sojourn.codec.AttemptsBodyCodec;
import dev.sojourn.codec.UnreadableRecordException;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.Version;
import dev.sojourn.store.WriteOutcome;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Counts attempts in fixed windows, by compare-and-swap, so that a burst never counts less than it is. */
final class AttemptCounter {

    private final SessionStore store;
    private final LoginPolicy policy;
    private final Clock clock;
    private final CheckedTokenSource random;

    AttemptCounter(SessionStore store, LoginPolicy policy, Clock clock, CheckedTokenSource random) {
        this.store = store;
        this.policy = policy;
        this.clock = clock;
        this.random = random;
    }

    /** A slot taken, or the instant until which there is none. */
    record Taken(int count, @Nullable Instant blockedUntil) {}

    /** What a count shall become; null leaves it. */
    @FunctionalInterface
    private interface Change {
        @Nullable
        AttemptsBody apply(@Nullable AttemptsBody current, Instant now);
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @Nullable
    Instant blockedUntil(String id, int limit) {
        return blockedUntil(decode(store.load(key(id)), now()), limit);
    }

    private static @Nullable Instant blockedUntil(@Nullable AttemptsBody body, int limit) {
        return body != null && body.count() >= limit ? body.windowEnd() : null;
    }

    Taken take(String id, int limit) {
        AttemptsBody[] seen = new AttemptsBody[1];
        AttemptsBody written = change(id, (current, now) -> {
            seen[0] = current;
            if (blockedUntil(current, limit) != null) {
                return null;
            }
            return current == null || current.count() == 0
                    ? new AttemptsBody(1, now.plus(policy.window()), id)
                    : new AttemptsBody(current.count() + 1, current.windowEnd(), id);
        });
        return written == null ? new Taken(limit, blockedUntil(seen[0], limit)) : new Taken(written.count(), null);
    }

    void giveBack(String id) {
        change(
                id,
                (current, now) -> current == null || current.count() == 0
                        ? null
                        : new AttemptsBody(current.count() - 1, current.windowEnd(), id));
    }

    void reset(String id) {
        change(
                id,
                (current, now) ->
                        current == null || current.count() == 0 ? null : new AttemptsBody(0, current.windowEnd(), id));
    }

    private @Nullable AttemptsBody change(String id, Change change) {
        var deadline = new Deadline(policy.deadline());
        while (true) {
            Instant now = now();
            StoredRecord stored = store.load(key(id));
            AttemptsBody next = change.apply(decode(stored, now), now);
            if (next == null) {
                return null;
            }
            Version version = stored == null
                    ? new Version(1, random.nextLong())
                    : stored.version().next(random.nextLong());
            var record = StoredRecord.of(key(id), version, next.windowEnd(), null, AttemptsBodyCodec.encode(next));
            boolean won = stored == null ? store.create(record) : store.replace(stored, record) == WriteOutcome.WRITTEN;
            if (won) {
                return next;
            }
            deadline.afterConflict();
        }
    }

    private static RecordKey key(String id) {
        return new RecordKey(RecordKind.ATTEMPTS, id);
    }

    private static @Nullable AttemptsBody decode(@Nullable StoredRecord stored, Instant now) {
        if (stored == null) {
            return null;
        }
        try {
            AttemptsBody body = AttemptsBodyCodec.decode(stored.body());
            return now.isBefore(body.windowEnd()) ? body : null;
        } catch (UnreadableRecordException unreadable) {
            return null;
        }
    }
}
