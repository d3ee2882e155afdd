package dev.sojourn.engine;

import dev.sojourn.BlockedBy;
import dev.sojourn.LoginBlock;
import dev.sojourn.LoginBlocks;
import dev.sojourn.TokenSource;
import dev.sojourn.codec.AttemptsBody;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.event.SessionEvents;
import dev.sojourn.store.SessionStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** The blocks of {@link StoreLoginLimiter}, in any storage. Safe for many threads. */
public final class StoreLoginBlocks implements LoginBlocks {

    private final SessionStore store;
    private final AttemptCounter counter;
    private final BlockList blocks;
    private final StoreKnownDevices devices;
    private final LoginPolicy policy;
    private final SessionEvents events;

    /** Those in this store. */
    public StoreLoginBlocks(
            SessionStore store, LoginPolicy policy, Clock clock, TokenSource random, SessionEvents events) {
        var checked = new CheckedTokenSource(random);
        this.store = store;
        this.counter = new AttemptCounter(store, policy, clock, checked);
        this.blocks = new BlockList(store, policy, checked);
        this.devices = new StoreKnownDevices(store, policy, clock, random);
        this.policy = policy;
        this.events = events;
    }

    @Override
    public List<LoginBlock> list() {
        return store.operation(() -> {
            Instant now = counter.now();
            // a username may be blocked under its own count and under those of known devices, and is one block
            Map<List<Object>, LoginBlock> found = new LinkedHashMap<>();
            for (AttemptsBody body : blocked(blocks.ids(now), now)) {
                BlockedBy kind = AttemptIds.kind(body.name());
                String value = AttemptIds.value(body.name());
                var block = new LoginBlock(kind, value, StoreLoginLimiter.failures(body, now), body.windowEnd());
                found.putIfAbsent(List.of(kind, value), block);
            }
            return found.values().stream().limit(MOST_LISTED).toList();
        });
    }

    /** Those of these counts that are at their limit, in the same order. */
    private List<AttemptsBody> blocked(Collection<String> ids, Instant now) {
        Map<String, AttemptsBody> counts = counter.read(ids);
        return ids.stream()
                .map(counts::get)
                .filter(Objects::nonNull)
                .filter(body -> isBlocked(body, now))
                .toList();
    }

    private boolean isBlocked(AttemptsBody body, Instant now) {
        int limit =
                AttemptIds.kind(body.name()) == BlockedBy.ADDRESS ? policy.maxPerAddress() : policy.maxPerUsername();
        return limit > 0 && StoreLoginLimiter.failures(body, now) >= limit;
    }

    @Override
    public boolean lift(BlockedBy kind, String value, String administrator) {
        boolean lifted = store.operation(() -> {
            var found = new AtomicBoolean();
            counter.change(ids(kind, value, counter.now()), (current, now) -> {
                Map<String, AttemptsBody> next = new LinkedHashMap<>();
                current.forEach((id, count) -> count.filter(body -> isBlocked(body, now))
                        .ifPresent(body -> next.put(id, forgiven(body, now))));
                if (!next.isEmpty()) {
                    found.set(true);
                }
                return next;
            });
            return found.get();
        });
        if (lifted) {
            String id = kind == BlockedBy.ADDRESS
                    ? AttemptIds.ofAddress(value, policy.privacy())
                    : AttemptIds.ofUsername(value);
            events.publish(new SessionEvent.LoginUnblocked(counter.now(), kind, AttemptIds.value(id), administrator));
        }
        return lifted;
    }

    /** Guesses that are under way go on counting. */
    private static AttemptsBody forgiven(AttemptsBody body, Instant now) {
        int pending = body.pendingAt(now);
        return new AttemptsBody(pending, body.windowEnd(), body.name(), pending, body.pendingUntil());
    }

    private Set<String> ids(BlockedBy kind, String value, Instant now) {
        if (kind == BlockedBy.ADDRESS) {
            return Set.of(AttemptIds.ofAddress(value, policy.privacy()));
        }
        String username = AttemptIds.ofUsername(value);
        Set<String> ids = new LinkedHashSet<>();
        ids.add(username);
        devices.all(value).forEach(device -> ids.add(AttemptIds.ofDevice(value, device)));
        // a device that is listed as blocked may be no known one any more, because others came after it
        blocks.ids(now).stream()
                .filter(id -> AttemptIds.kind(id) == BlockedBy.USERNAME)
                .filter(id -> AttemptIds.value(id).equals(AttemptIds.value(username)))
                .forEach(ids::add);
        return ids;
    }
}
