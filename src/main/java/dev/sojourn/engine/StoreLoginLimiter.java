package dev.sojourn.engine;

import dev.sojourn.AddressRange;
import dev.sojourn.BlockedBy;
import dev.sojourn.IpAddress;
import dev.sojourn.LoginLimiter;
import dev.sojourn.LoginPermit;
import dev.sojourn.StorageException;
import dev.sojourn.TokenSource;
import dev.sojourn.codec.AttemptsBody;
import dev.sojourn.store.SessionStore;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The limiter that counts in the storage, so that all nodes count together. A window begins with the first failure and is
 * not prolonged by further ones; five pass, the sixth is refused. Safe for many threads.
 */
public final class StoreLoginLimiter implements LoginLimiter {

    private static final System.Logger LOG = System.getLogger(StoreLoginLimiter.class.getPackageName());

    private final SessionStore store;
    private final AttemptCounter counter;
    private final LoginPolicy policy;

    /** Counts in this store. */
    public StoreLoginLimiter(SessionStore store, LoginPolicy policy, Clock clock, TokenSource random) {
        this.store = store;
        this.counter = new AttemptCounter(store, policy, clock, new CheckedTokenSource(random));
        this.policy = policy;
    }

    @Override
    public LoginPermit attempt(String username, @Nullable String address) {
        try {
            return store.operation(() -> take(userId(username), addressId(address)));
        } catch (StorageException down) {
            if (!policy.allowWhenUnavailable()) {
                throw down;
            }
            LOG.log(System.Logger.Level.WARNING, "a login attempt is not counted: the storage is down");
            return new LoginPermit.Allowed(policy.maxPerUsername());
        }
    }

    private LoginPermit take(String user, @Nullable String address) {
        Map<String, Integer> limits = limits(user, address);
        if (limits.isEmpty()) {
            return new LoginPermit.Allowed(Integer.MAX_VALUE);
        }
        var blocked = new AtomicReference<@Nullable LoginPermit>();
        Map<String, AttemptsBody> taken = counter.change(limits.keySet(), (current, now) -> {
            for (Map.Entry<String, Optional<AttemptsBody>> count : current.entrySet()) {
                int limit = limits.getOrDefault(count.getKey(), Integer.MAX_VALUE);
                Optional<Instant> until = AttemptCounter.blockedUntil(count.getValue(), limit);
                if (until.isPresent()) {
                    BlockedBy by = count.getKey().equals(user) ? BlockedBy.USERNAME : BlockedBy.ADDRESS;
                    blocked.set(blocked(by, until.get()));
                    return Map.of();
                }
            }
            return current.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, count -> counter.oneMore(count.getKey(), count.getValue(), now)));
        });
        LoginPermit refusal = blocked.get();
        if (refusal != null) {
            // what was taken before the other was found blocked
            counter.change(taken.keySet(), StoreLoginLimiter::oneLess);
            return refusal;
        }
        AttemptsBody ofUser = taken.get(user);
        return new LoginPermit.Allowed(ofUser == null ? Integer.MAX_VALUE : policy.maxPerUsername() - ofUser.count());
    }

    private static Map<String, AttemptsBody> oneLess(Map<String, Optional<AttemptsBody>> current, Instant now) {
        return AttemptCounter.recounted(current, count -> count - 1);
    }

    private LoginPermit blocked(BlockedBy by, Instant until) {
        Duration wait = Duration.between(counter.now(), until);
        return new LoginPermit.Blocked(by, wait.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : wait);
    }

    @Override
    public void succeeded(String username, @Nullable String address) {
        String user = userId(username);
        settle(username, address, (current, now) -> {
            Map<String, AttemptsBody> next = new HashMap<>(oneLess(current, now));
            next.computeIfPresent(user, (id, body) -> new AttemptsBody(0, body.windowEnd(), id));
            return next;
        });
    }

    @Override
    public void withdrawn(String username, @Nullable String address) {
        settle(username, address, StoreLoginLimiter::oneLess);
    }

    /** Those counts of a login that are limited: the name first, so that attempts on a blocked name use up no address. */
    private Map<String, Integer> limits(String user, @Nullable String address) {
        Map<String, Integer> limits = new LinkedHashMap<>();
        if (policy.maxPerUsername() > 0) {
            limits.put(user, policy.maxPerUsername());
        }
        if (address != null) {
            limits.put(address, policy.maxPerAddress());
        }
        return limits;
    }

    /** A count that cannot be given back stays until its window ends: too strict for a while, never too lax. */
    private void settle(String username, @Nullable String address, AttemptCounter.Decision decision) {
        try {
            store.operation(() ->
                    counter.change(limits(userId(username), addressId(address)).keySet(), decision));
        } catch (StorageException down) {
            LOG.log(System.Logger.Level.DEBUG, "a login attempt could not be given back", down);
        }
    }

    private static String userId(String username) {
        return "username:" + normalised(username);
    }

    /** Variants in case, Unicode form and spaces are one name. Both foldings, as some letters have only one of them. */
    static String normalised(String username) {
        // the end of an absurdly long name is not looked at, so no variant of it opens a new count either
        String cut = username.length() > 1024 ? username.substring(0, 1024) : username;
        String folded = Normalizer.normalize(cut, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFKC)
                // invisible ones: soft hyphens, joiners, marks of direction
                .replaceAll("\\p{Cf}+", "")
                .replaceAll("[\\s\\p{Z}\\p{C}]+", " ")
                .strip();
    }

    /** What is counted for an address, or null where none is. IPv6 clients own a whole /64 (RFC 6177). */
    private @Nullable String addressId(@Nullable String address) {
        if (address == null || policy.maxPerAddress() == 0) {
            return null;
        }
        return "address:"
                + IpAddress.parse(address)
                        .map(ip -> ip.bits() == 128 ? new AddressRange(ip, 64).toString() : ip.toString())
                        .orElse(address);
    }
}
