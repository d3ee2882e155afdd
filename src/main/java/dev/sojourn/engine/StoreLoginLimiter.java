package dev.sojourn.engine;

import dev.sojourn.AddressRange;
import dev.sojourn.BlockedBy;
import dev.sojourn.IpAddress;
import dev.sojourn.LoginLimiter;
import dev.sojourn.LoginPermit;
import dev.sojourn.StorageException;
import dev.sojourn.TokenSource;
import dev.sojourn.store.SessionStore;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The limiter that counts in the storage, so that all nodes count together. A window begins with the first failure and is
 * not prolonged by further ones; five pass, the sixth is refused. Safe for many threads.
 */
public final class StoreLoginLimiter implements LoginLimiter {

    private static final System.Logger LOG = System.getLogger(StoreLoginLimiter.class.getPackageName());

    private final AttemptCounter counter;
    private final LoginPolicy policy;

    /** Counts in this store. */
    public StoreLoginLimiter(SessionStore store, LoginPolicy policy, Clock clock, TokenSource random) {
        this.counter = new AttemptCounter(store, policy, clock, new CheckedTokenSource(random));
        this.policy = policy;
    }

    @Override
    public LoginPermit attempt(String username, @Nullable String address) {
        try {
            return take(userId(username), addressId(address));
        } catch (StorageException down) {
            if (!policy.allowWhenUnavailable()) {
                throw down;
            }
            LOG.log(System.Logger.Level.WARNING, "a login attempt is not counted: the storage is down");
            return new LoginPermit.Allowed(policy.maxPerUsername());
        }
    }

    private LoginPermit take(String user, @Nullable String address) {
        boolean users = policy.maxPerUsername() > 0;
        // looked at first, so that attempts on a blocked name use up nothing of the address's count, not even for a
        // moment
        Instant userBlocked = users ? counter.blockedUntil(user, policy.maxPerUsername()) : null;
        if (userBlocked != null) {
            return blocked(BlockedBy.USERNAME, userBlocked);
        }
        if (address != null) {
            AttemptCounter.Taken taken = counter.take(address, policy.maxPerAddress());
            if (taken.blockedUntil() != null) {
                return blocked(BlockedBy.ADDRESS, taken.blockedUntil());
            }
        }
        if (!users) {
            return new LoginPermit.Allowed(Integer.MAX_VALUE);
        }
        AttemptCounter.Taken taken = counter.take(user, policy.maxPerUsername());
        if (taken.blockedUntil() != null) {
            if (address != null) {
                counter.giveBack(address);
            }
            return blocked(BlockedBy.USERNAME, taken.blockedUntil());
        }
        return new LoginPermit.Allowed(policy.maxPerUsername() - taken.count());
    }

    private LoginPermit blocked(BlockedBy by, Instant until) {
        Duration wait = Duration.between(counter.now(), until);
        return new LoginPermit.Blocked(by, wait.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : wait);
    }

    @Override
    public void succeeded(String username, @Nullable String address) {
        settle(() -> {
            if (policy.maxPerUsername() > 0) {
                counter.reset(userId(username));
            }
            giveBackAddress(address);
        });
    }

    @Override
    public void withdrawn(String username, @Nullable String address) {
        settle(() -> {
            if (policy.maxPerUsername() > 0) {
                counter.giveBack(userId(username));
            }
            giveBackAddress(address);
        });
    }

    private void giveBackAddress(@Nullable String address) {
        String id = addressId(address);
        if (id != null) {
            counter.giveBack(id);
        }
    }

    /** A count that cannot be given back stays until its window ends: too strict for a while, never too lax. */
    private static void settle(Runnable work) {
        try {
            work.run();
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
