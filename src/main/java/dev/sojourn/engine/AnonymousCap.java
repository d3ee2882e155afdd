package dev.sojourn.engine;

import dev.sojourn.CapacityException;
import dev.sojourn.SessionState;
import dev.sojourn.store.RecordFilter;
import dev.sojourn.store.SearchIndex;
import dev.sojourn.store.SessionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits the anonymous sessions of an application, so that visitors without a name cannot fill the storage. Safe for many threads.
 *
 * <p>They are counted in the storage, at most once in {@value #RECOUNT_SECONDS} s, and so seldom that counting takes no more than one part in
 * {@value #PAUSES} of the time; in between this node adds what it creates itself. So other nodes may exceed the cap by what they create in
 * that time. A storage that cannot count leaves each node to count what it created within an idle timeout, ended or not.
 */
final class AnonymousCap {

    private static final int RECOUNT_SECONDS = 1;
    private static final int PAUSES = 20;

    private final SessionStore store;
    private final SessionPolicy policy;
    private final AtomicLong created = new AtomicLong();
    private volatile Instant nextCount = Instant.MIN;

    AnonymousCap(SessionStore store, SessionPolicy policy) {
        this.store = store;
        this.policy = policy;
    }

    /** Throws a {@link CapacityException} when there is no room for one more. */
    void check(Instant now) {
        SearchIndex index = store.capability(SearchIndex.class).orElse(null);
        if (!now.isBefore(nextCount)) {
            if (index == null) {
                Duration idle = policy.lifetime().idle();
                nextCount = Timings.plus(now, idle == null ? Duration.ofDays(1) : idle);
                created.set(0);
            } else {
                long began = System.nanoTime();
                created.set(index.count(
                        new RecordFilter(policy.application(), null, true, null, SessionState.ACTIVE, null, now)));
                Duration pause = Duration.ofNanos(PAUSES * (System.nanoTime() - began));
                Duration least = Duration.ofSeconds(RECOUNT_SECONDS);
                nextCount = now.plus(pause.compareTo(least) < 0 ? least : pause);
            }
        }
        if (created.get() >= policy.maxAnonymous()) {
            throw new CapacityException("sojourn.session.max-anonymous", policy.maxAnonymous());
        }
    }

    /** One more was created. */
    void created() {
        created.incrementAndGet();
    }
}
