package dev.sojourn.engine;

import dev.sojourn.BlockedBy;
import dev.sojourn.CapacityException;
import dev.sojourn.LoginAttempt;
import dev.sojourn.LoginLimiter;
import dev.sojourn.LoginPermit;
import dev.sojourn.StorageException;
import dev.sojourn.StorageUnavailableException;
import dev.sojourn.TokenSource;
import dev.sojourn.codec.AttemptsBody;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import dev.sojourn.store.SessionStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The limiter that counts in the storage, so that all nodes count together. A window begins with the first attempt that counts and is
 * not prolonged by further ones; five pass, the sixth is refused. An attempt under way counts as well, and whoever finds no room because of
 * such waits a moment for their outcome. Safe for many threads.
 */
public final class StoreLoginLimiter implements LoginLimiter {

    private static final Log LOG = Log.of(StoreLoginLimiter.class);

    private static final Duration SOON = Duration.ofSeconds(1);

    /** Longer than checking a password takes, shorter than anyone's patience. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final SessionStore store;
    private final AttemptCounter counter;
    private final BlockList blocks;
    private final LoginQueue queue;
    private final LoginPolicy policy;

    /** Counts in this store. */
    public StoreLoginLimiter(SessionStore store, LoginPolicy policy, Clock clock, TokenSource random) {
        this(store, policy, clock, random, PATIENCE);
    }

    StoreLoginLimiter(SessionStore store, LoginPolicy policy, Clock clock, TokenSource random, Duration patience) {
        var checked = new CheckedTokenSource(random);
        this.store = store;
        this.counter = new AttemptCounter(store, policy, clock, checked);
        this.blocks = new BlockList(store, policy, checked);
        this.queue = new LoginQueue(patience);
        this.policy = policy;
    }

    /** What came of asking for an attempt. A limit that is full has no end where it is only full of attempts under way. */
    private sealed interface Asked {
        record Taken(int remaining) implements Asked {}

        record Full(BlockedBy by, @Nullable Instant until) implements Asked {}
    }

    @Override
    public LoginPermit attempt(LoginAttempt attempt) {
        Map<String, Integer> limits = limits(attempt);
        if (limits.isEmpty()) {
            return new LoginPermit.Allowed(Integer.MAX_VALUE);
        }
        try (var place = queue.place()) {
            while (true) {
                Asked asked = store.operation(() -> take(limits));
                if (asked instanceof Asked.Taken taken) {
                    return new LoginPermit.Allowed(taken.remaining());
                }
                var full = (Asked.Full) asked;
                if (full.until() != null) {
                    return new LoginPermit.Blocked(full.by(), atLeastSoon(full.until()));
                }
                if (!place.waited()) {
                    return new LoginPermit.Blocked(full.by(), SOON);
                }
            }
        } catch (StorageException down) {
            return uncounted(down);
        } catch (CapacityException full) {
            return uncounted(new StorageUnavailableException("there is no room to count a login attempt", full));
        }
    }

    /** What is not counted is not limited, whether the storage is down or full. */
    private LoginPermit uncounted(StorageException why) {
        if (!policy.allowWhenUnavailable()) {
            throw why;
        }
        LOG.say(Message.ATTEMPT_NOT_COUNTED, why.getMessage());
        return new LoginPermit.Allowed(policy.maxPerUsername());
    }

    private Asked take(Map<String, Integer> limits) {
        var full = new AtomicReference<@Nullable Asked>();
        Map<String, AttemptsBody> taken = counter.change(limits.keySet(), (current, now) -> {
            for (Map.Entry<String, Optional<AttemptsBody>> count : current.entrySet()) {
                int limit = limits.getOrDefault(count.getKey(), Integer.MAX_VALUE);
                Optional<AttemptsBody> reached = count.getValue().filter(body -> body.count() >= limit);
                if (reached.isPresent()) {
                    full.set(full(reached.get(), limit, now));
                    return Map.of();
                }
            }
            return current.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, count -> counter.oneMore(count.getKey(), count.getValue(), now)));
        });
        Asked refusal = full.get();
        if (refusal != null) {
            // what was taken before the other was found full
            counter.change(taken.keySet(), StoreLoginLimiter::withdraw);
            return refusal;
        }
        return new Asked.Taken(taken.entrySet().stream()
                .filter(count -> AttemptIds.kind(count.getKey()) == BlockedBy.USERNAME)
                .mapToInt(count -> policy.maxPerUsername() - count.getValue().count())
                .findFirst()
                .orElse(Integer.MAX_VALUE));
    }

    private static Asked full(AttemptsBody body, int limit, Instant now) {
        boolean blocked = failures(body, now) >= limit;
        return new Asked.Full(AttemptIds.kind(body.name()), blocked ? body.windowEnd() : null);
    }

    static int failures(AttemptsBody body, Instant now) {
        return body.count() - body.pendingAt(now);
    }

    private Duration atLeastSoon(Instant until) {
        Duration wait = Duration.between(counter.now(), until);
        return wait.compareTo(SOON) < 0 ? SOON : wait;
    }

    private static Map<String, AttemptsBody> withdraw(Map<String, Optional<AttemptsBody>> current, Instant now) {
        return AttemptCounter.settled(current, now, (body, pending) -> body.count() - 1);
    }

    @Override
    public void succeeded(LoginAttempt attempt) {
        settle(
                attempt,
                (current, now) -> AttemptCounter.settled(
                        current,
                        now,
                        // of the name only those under way go on counting; an address has one less: else one own
                        // account would buy guesses at others
                        (body, pending) ->
                                AttemptIds.kind(body.name()) == BlockedBy.USERNAME ? pending : body.count() - 1));
    }

    @Override
    public void failed(LoginAttempt attempt) {
        Map<String, Integer> limits = limits(attempt);
        Map<String, AttemptsBody> counts = settle(
                attempt, (current, now) -> AttemptCounter.settled(current, now, (body, pending) -> body.count()));
        Instant now = counter.now();
        counts.forEach((id, body) -> {
            if (failures(body, now) >= limits.getOrDefault(id, Integer.MAX_VALUE)) {
                list(body, now);
            }
        });
    }

    /** A block that is not listed holds all the same. */
    private void list(AttemptsBody body, Instant now) {
        try {
            store.operation(() -> blocks.add(body.name(), body.windowEnd(), now));
        } catch (StorageException | CapacityException notNow) {
            LOG.because(notNow, Message.BLOCK_NOT_LISTED);
        }
    }

    @Override
    public void withdrawn(LoginAttempt attempt) {
        settle(attempt, StoreLoginLimiter::withdraw);
    }

    /** Those counts of a login that are limited: the name first, so that attempts on a blocked name use up no address. */
    private Map<String, Integer> limits(LoginAttempt attempt) {
        Map<String, Integer> limits = new LinkedHashMap<>();
        String device = attempt.device();
        String address = attempt.address();
        if (policy.maxPerUsername() > 0) {
            limits.put(
                    device == null
                            ? AttemptIds.ofUsername(attempt.username())
                            : AttemptIds.ofDevice(attempt.username(), device),
                    policy.maxPerUsername());
        }
        if (address != null && policy.maxPerAddress() > 0) {
            limits.put(AttemptIds.ofAddress(address, policy.privacy()), policy.maxPerAddress());
        }
        return limits;
    }

    /** A count that cannot be settled stays until its window ends: too strict for a while, never too lax. */
    private Map<String, AttemptsBody> settle(LoginAttempt attempt, AttemptCounter.Decision decision) {
        Map<String, Integer> limits = limits(attempt);
        if (limits.isEmpty()) {
            return Map.of();
        }
        try {
            return store.operation(() -> counter.change(limits.keySet(), decision));
        } catch (StorageException down) {
            LOG.because(down, Message.OUTCOME_NOT_COUNTED);
            return Map.of();
        }
    }
}
