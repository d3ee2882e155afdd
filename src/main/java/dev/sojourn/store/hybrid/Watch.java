package dev.sojourn.store.hybrid;

import dev.sojourn.StorageException;
import dev.sojourn.StorageUnavailableException;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What this node knows of the {@link Control} record, and the only place where that record is written. Safe for many threads.
 *
 * <p>No call is served on knowledge older than two polls, unless the database was asked since and did not answer: then the last known holds.
 */
final class Watch {

    private static final Log LOG = Log.of(Watch.class);

    private static final int TRIES = 5;

    private final Front front;
    private final SessionStore database;
    private final Alignment alignment;
    private final LongSupplier random;
    private final long oldest;
    private final ReentrantLock polling = new ReentrantLock();
    private final AtomicLong failures = new AtomicLong();
    private volatile long forgiven;
    private volatile @Nullable Control known;
    private volatile long knownSince;
    private volatile long asked;
    private volatile boolean databaseAnswers;
    private volatile boolean frontAnswers;
    private volatile boolean outdated;
    private volatile Set<RecordKey> recent = ConcurrentHashMap.newKeySet();

    Watch(Front front, SessionStore database, Alignment alignment, Duration poll, LongSupplier random) {
        this.front = front;
        this.database = database;
        this.alignment = alignment;
        this.random = random;
        this.oldest = 2 * poll.toNanos();
    }

    /**
     * What holds now.
     *
     * @throws StorageUnavailableException when the database has not answered since this node started, or does not answer and the front says
     *     that something else holds now: an old generation in the front could not be told from the present one
     */
    Control control() {
        if (known == null || System.nanoTime() - asked > oldest) {
            poll(known == null);
        }
        Control control = known;
        if (control == null) {
            throw new StorageUnavailableException("hybrid: the database has not answered yet", null);
        }
        if (outdated) {
            throw new StorageUnavailableException(
                    "hybrid: the database is not there, and the other nodes do not serve from the front any more",
                    null);
        }
        return control;
    }

    /** The same without asking anybody. */
    @Nullable
    Control known() {
        return known;
    }

    boolean databaseAnswers() {
        return databaseAnswers;
    }

    boolean frontAnswers() {
        return frontAnswers;
    }

    /** Whether the present state has been known here for so long that every node knows it. */
    boolean isSettled() {
        return System.nanoTime() - knownSince > oldest;
    }

    /** To be told of every write that the database has done: should a new generation have begun, they are looked at again. */
    void wrote(Collection<RecordKey> keys) {
        Set<RecordKey> noted;
        do {
            noted = recent;
            noted.addAll(keys);
        } while (noted != recent); // a poll that began meanwhile may have asked before the write
    }

    /** To be told when the front failed: it is not believed again before it has shown that it is still the same. */
    void frontFailed() {
        failures.incrementAndGet();
    }

    /** Whether the front may be asked; a front that has lost something is taken out of service here. */
    boolean frontIsUsable(Control control) {
        long counted = failures.get();
        if (counted == forgiven) {
            return true;
        }
        boolean same = checkFront(control);
        if (same) {
            forgiven = counted;
        }
        return same;
    }

    private boolean checkFront(Control control) {
        try {
            String incarnation = front.incarnation();
            frontAnswers = true;
            if (incarnation.equals(control.incarnation())) {
                return true;
            }
            LOG.say(Message.FRONT_LOST_SOMETHING);
            suspend(control);
        } catch (StorageException down) {
            frontAnswers = false;
            LOG.because(down, Message.FRONT_AWAY);
        }
        return false;
    }

    /**
     * Takes this generation of the front out of service, if it still is in.
     *
     * @return what holds then
     * @throws StorageException when the database is not there either
     */
    Control suspend(Control serving) {
        Control suspended = serving.suspended(random.getAsLong());
        if (database.replace(serving.stored(), suspended.stored()) == WriteOutcome.WRITTEN) {
            LOG.say(Message.FRONT_SUSPENDED);
        }
        return reload();
    }

    /** Puts an empty front in service, if what is known still holds. */
    void resume(Control suspended, String incarnation) {
        Control resumed = suspended.resumed(random.getAsLong(), incarnation);
        if (database.replace(suspended.stored(), resumed.stored()) == WriteOutcome.WRITTEN) {
            LOG.say(Message.FRONT_RESUMED);
        }
        Control unused = reload();
    }

    /** Asks the database what holds, and the front whether it is the same. Never throws when they are down. */
    void poll(boolean waitForOthers) {
        if (waitForOthers) {
            polling.lock();
        } else if (!polling.tryLock()) {
            return;
        }
        try {
            Control control = ask();
            if (control == null) {
                return;
            }
            if (control.serving()) {
                boolean unused = checkFront(control);
            }
            compareMarks(control);
        } catch (StorageException down) {
            LOG.because(down, Message.FRONT_NOT_SUSPENDED);
        } finally {
            polling.unlock();
        }
    }

    /** What holds by the database or, if it does not answer, as last known. */
    private @Nullable Control ask() {
        try {
            Control control = reload();
            databaseAnswers = true;
            return control;
        } catch (StorageException down) {
            databaseAnswers = false;
            LOG.because(down, Message.DATABASE_AWAY);
            return known;
        } finally {
            asked = System.nanoTime();
        }
    }

    /** A node that reaches both servers tells in the front what holds, for those that reach only the front. */
    private void compareMarks(Control control) {
        try {
            if (databaseAnswers) {
                outdated = false;
                front.mark(control);
            } else {
                outdated = !front.isMarked(control);
            }
        } catch (StorageException down) {
            LOG.because(down, Message.STATE_NOT_TOLD);
        }
    }

    private Control reload() {
        Set<RecordKey> before = recent;
        recent = ConcurrentHashMap.newKeySet();
        boolean confirmed = false;
        try {
            Control control = adopt(readOrBegin(), before);
            confirmed = true;
            return control;
        } finally {
            if (!confirmed) {
                recent.addAll(before);
            }
        }
    }

    private Control readOrBegin() {
        for (int i = 0; i < TRIES; i++) {
            StoredRecord stored = database.load(Control.KEY);
            if (stored != null) {
                return Control.of(stored);
            }
            Control first = first();
            if (database.create(first.stored())) {
                return first;
            }
        }
        throw new StorageUnavailableException("hybrid: the control record comes and goes", null);
    }

    private Control first() {
        try {
            return Control.first(random.getAsLong(), true, front.incarnation());
        } catch (StorageException down) {
            LOG.because(down, Message.FRONT_AWAY_AT_START);
            return Control.first(random.getAsLong(), false, "");
        }
    }

    private synchronized Control adopt(Control read, Set<RecordKey> before) {
        Control old = known;
        if (old != null && isOlder(read, old)) {
            return old; // read before another thread read the present one
        }
        if (!read.sameAs(old)) {
            known = read;
            knownSince = System.nanoTime();
            if (old != null) {
                LOG.say(Message.FRONT_STATE, read.serving() ? "in" : "out of", read.generation());
            }
            if (read.serving()) {
                alignment.later(before);
            } else {
                alignment.forget();
            }
        }
        return read;
    }

    private static boolean isOlder(Control read, Control old) {
        return read.era().equals(old.era())
                && read.stored().version().number() < old.stored().version().number();
    }
}
