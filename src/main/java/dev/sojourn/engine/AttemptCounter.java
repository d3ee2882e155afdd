package dev.sojourn.engine;

import dev.sojourn.codec.AttemptsBody;
import dev.sojourn.codec.AttemptsBodyCodec;
import dev.sojourn.codec.UnreadableRecordException;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.RecordWrite;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts attempts in fixed windows, by compare-and-swap, so that a burst never counts less than it is. */
final class AttemptCounter {

    /** Whoever has no outcome after so long is gone, and so is taken for failed. */
    private static final Duration LONGEST_CHECK = Duration.ofSeconds(30);

    private final SessionStore store;
    private final LoginPolicy policy;
    private final Clock clock;
    private final Swap swap;

    AttemptCounter(SessionStore store, LoginPolicy policy, Clock clock, CheckedTokenSource random) {
        this.store = store;
        this.policy = policy;
        this.clock = clock;
        this.swap = new Swap(store, random, policy.deadline());
    }

    /**
     * Decides what counts shall become, given what they are, empty for none yet; called again after each conflict, about those that
     * met one. What is not in the answer stays as it is.
     */
    @FunctionalInterface
    interface Decision {
        Map<String, AttemptsBody> next(Map<String, Optional<AttemptsBody>> current, Instant now);
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** One more under way than there were; the window begins with the first. */
    AttemptsBody oneMore(String id, Optional<AttemptsBody> current, Instant now) {
        Instant pendingUntil = now.plus(LONGEST_CHECK);
        return current.filter(AttemptCounter::counts)
                .map(body ->
                        new AttemptsBody(body.count() + 1, body.windowEnd(), id, body.pendingAt(now) + 1, pendingUntil))
                .orElseGet(() -> new AttemptsBody(1, now.plus(policy.window()), id, 1, pendingUntil));
    }

    /** One less under way, of those that count anything: given what then is under way, the answer is how many count. */
    static Map<String, AttemptsBody> settled(
            Map<String, Optional<AttemptsBody>> current, Instant now, Settlement settlement) {
        return current.values().stream()
                .flatMap(Optional::stream)
                .filter(AttemptCounter::counts)
                .map(body -> {
                    int pending = Math.max(0, body.pendingAt(now) - 1);
                    int count = settlement.count(body, pending);
                    return new AttemptsBody(count, body.windowEnd(), body.name(), pending, body.pendingUntil());
                })
                .collect(Collectors.toMap(AttemptsBody::name, body -> body));
    }

    /** How many attempts count after one of them had its outcome. */
    @FunctionalInterface
    interface Settlement {
        int count(AttemptsBody body, int pending);
    }

    /** What these count at the moment, in one trip; those that count nothing are left out. */
    Map<String, AttemptsBody> read(Collection<String> ids) {
        Instant now = now();
        Map<RecordKey, StoredRecord> stored =
                store.loadAll(ids.stream().map(AttemptCounter::key).toList());
        Map<String, AttemptsBody> counts = new LinkedHashMap<>();
        decode(Set.copyOf(ids), stored, now)
                .forEach((id, body) ->
                        body.filter(AttemptCounter::counts).ifPresent(present -> counts.put(id, present)));
        return counts;
    }

    private static boolean counts(AttemptsBody body) {
        return body.count() > 0;
    }

    /**
     * Reads all of them in one trip, and writes in one trip what is decided, until each write has won or nothing more is wanted. That is
     * {@link Swap} for several records at once, which decide together.
     *
     * @return what was written, by id
     */
    Map<String, AttemptsBody> change(Collection<String> ids, Decision decision) {
        Map<String, AttemptsBody> written = new HashMap<>();
        Map<String, AttemptsBody> wanted = Map.of();
        List<RecordWrite> writes = List.of();
        Set<String> left = new LinkedHashSet<>(ids);
        var deadline = new Deadline(policy.deadline());
        while (true) {
            Instant now = now();
            Map<RecordKey, StoredRecord> stored =
                    store.loadAll(left.stream().map(AttemptCounter::key).toList());
            for (RecordWrite write : writes) {
                String id = write.key().id();
                if (Swap.isWritten(write, stored.get(write.key()))) {
                    written.put(id, wanted.get(id));
                    left.remove(id);
                }
            }
            wanted = decision.next(decode(left, stored, now), now);
            writes = wanted.values().stream()
                    .map(body -> write(stored.get(key(body.name())), body))
                    .toList();
            if (writes.isEmpty()) {
                return written;
            }
            List<WriteOutcome> outcomes = store.exchange(writes, List.of()).outcomes();
            left.clear();
            for (int i = 0; i < outcomes.size(); i++) {
                String id = writes.get(i).key().id();
                if (outcomes.get(i) == WriteOutcome.WRITTEN) {
                    written.put(id, wanted.get(id));
                } else {
                    left.add(id);
                }
            }
            if (left.isEmpty()) {
                return written;
            }
            deadline.afterConflict();
        }
    }

    private RecordWrite write(@Nullable StoredRecord stored, AttemptsBody next) {
        return swap.write(key(next.name()), stored, new Swap.Content(next.windowEnd(), AttemptsBodyCodec.encode(next)));
    }

    private static RecordKey key(String id) {
        return new RecordKey(RecordKind.ATTEMPTS, id);
    }

    private static Map<String, Optional<AttemptsBody>> decode(
            Set<String> ids, Map<RecordKey, StoredRecord> stored, Instant now) {
        Map<String, Optional<AttemptsBody>> bodies = new LinkedHashMap<>();
        ids.forEach(id -> bodies.put(id, decode(stored.get(key(id)), now)));
        return bodies;
    }

    private static Optional<AttemptsBody> decode(@Nullable StoredRecord stored, Instant now) {
        if (stored == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(AttemptsBodyCodec.decode(stored.body())).filter(body -> now.isBefore(body.windowEnd()));
        } catch (UnreadableRecordException unreadable) {
            return Optional.empty();
        }
    }
}
