package dev.sojourn.engine;

import dev.sojourn.AddressPrivacy;
import dev.sojourn.Lifetime;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules that an operator chooses. Durations are positive unless said otherwise. Immutable.
 *
 * @param application the name of this application
 * @param trusted other applications whose sessions it accepts
 * @param lifetime of a session that does not bring its own
 * @param touchInterval the least time between two touch writes of a session; may be zero
 * @param limit live sessions per application and principal; 0 for no limit
 * @param maxBytes the greatest size of a session's record in bytes
 * @param retention how long an ended session stays readable
 * @param rotationGrace how long a superseded token is forgiven
 * @param renewalInterval how long a secret is used before it is renewed, longer than the grace; null for no renewal
 * @param keepAtLogin patterns of attribute names that an anonymous session keeps at login: exact, or ending in {@code *}
 * @param maxAnonymous the greatest number of live anonymous sessions of this application
 * @param csrfBytes length of a CSRF token, 16 to 64
 * @param hijack what is done when another client uses a session
 * @param privacy what is kept of clients' addresses
 * @param deadline for one operation with all its retries of compare-and-swap
 */
public record SessionPolicy(
        String application,
        Set<String> trusted,
        Lifetime lifetime,
        Duration touchInterval,
        int limit,
        int maxBytes,
        Duration retention,
        Duration rotationGrace,
        @Nullable Duration renewalInterval,
        List<String> keepAtLogin,
        int maxAnonymous,
        int csrfBytes,
        HijackPolicy hijack,
        AddressPrivacy privacy,
        Duration deadline) {

    /** Copies the collections. */
    public SessionPolicy {
        trusted = Set.copyOf(trusted);
        keepAtLogin = List.copyOf(keepAtLogin);
    }

    /** The applications whose sessions are accepted here: this one and those it trusts. */
    Set<String> accepted() {
        Set<String> all = new HashSet<>(trusted);
        all.add(application);
        return all;
    }

    /** Whether sessions of that application are accepted here. */
    public boolean accepts(String other) {
        return application.equals(other) || trusted.contains(other);
    }
}
