package dev.sojourn.store.hybrid;

import dev.sojourn.AttributeChanges;
import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.NewSession;
import dev.sojourn.SessionException;
import dev.sojourn.SessionManager;
import dev.sojourn.Touch;
import dev.sojourn.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Eight visitors at once, on two nodes, who sign in, look, change and sign out, and remember what they were answered. */
final class Visitors implements AutoCloseable {

    /** What became of one session as far as its visitor, one thread, was told; read by others when that has finished. */
    static final class Told {
        final IssuedSession issued;
        int changes;
        int maybeChanges;
        boolean ended;
        boolean maybeEnded;

        Told(IssuedSession issued) {
            this.issued = issued;
        }

        String key() {
            return issued.session().key().value();
        }
    }

    private static final int VISITORS = 8;
    private static final int CHANGES = 5;

    private final List<SessionManager> nodes;
    private final ExecutorService pool = Executors.newFixedThreadPool(VISITORS);
    private final List<Future<?>> running = new ArrayList<>();
    private final Map<String, Told> sessions = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> refusals = new ConcurrentLinkedQueue<>();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong calls = new AtomicLong();
    private volatile boolean stopped;

    Visitors(List<SessionManager> nodes) {
        this.nodes = nodes;
        for (int i = 0; i < VISITORS; i++) {
            int number = i;
            running.add(pool.submit(() -> visit(number)));
        }
    }

    private void visit(int number) {
        for (int round = 0; !stopped; round++) {
            SessionManager node = nodes.get((number + round) % nodes.size());
            SessionManager other = nodes.get((number + round + 1) % nodes.size());
            Told told = login(node, "visitor-" + number);
            if (told == null) {
                continue;
            }
            for (int i = 0; i < CHANGES && !stopped; i++) {
                change(i % 2 == 0 ? node : other, told);
                look(i % 2 == 0 ? other : node, told);
            }
            if (round % 2 == 0 && !stopped) {
                end(other, told);
                look(node, told);
            }
        }
    }

    private @Nullable Told login(SessionManager node, String principal) {
        calls.incrementAndGet();
        try {
            Told told = new Told(node.create(NewSession.of(principal).limit(NewSession.NO_LIMIT)));
            sessions.put(told.key(), told);
            return told;
        } catch (SessionException failed) {
            failures.incrementAndGet();
            refusals.add("login: " + failed);
            return null;
        }
    }

    private void change(SessionManager node, Told told) {
        calls.incrementAndGet();
        try {
            node.update(told.issued.session().key(), AttributeChanges.none().put("n" + told.changes, true), Touch.NO);
            told.changes++;
        } catch (SessionException failed) {
            told.maybeChanges++;
            failures.incrementAndGet();
            refusals.add("change: " + failed);
        }
    }

    private void look(SessionManager node, Told told) {
        calls.incrementAndGet();
        try {
            Validation answer = node.validate(told.issued.token().value(), Touch.YES);
            long until = System.nanoTime() + FrontAwayIT.BOUND.toNanos();
            while (told.ended && answer instanceof Validation.Live && System.nanoTime() < until) {
                answer = node.validate(told.issued.token().value(), Touch.YES);
            }
            boolean live = answer instanceof Validation.Live;
            if (told.ended ? live : !live && !told.maybeEnded) {
                refusals.add("WRONG " + answer.getClass().getSimpleName() + " of " + told.key());
            }
        } catch (SessionException failed) {
            failures.incrementAndGet();
            refusals.add("look: " + failed);
        }
    }

    private void end(SessionManager node, Told told) {
        calls.incrementAndGet();
        try {
            if (node.end(told.issued.session().key(), EndReason.LOGOUT)) {
                told.ended = true;
            } else {
                refusals.add("WRONG not ended " + told.key());
            }
        } catch (SessionException failed) {
            told.maybeEnded = true;
            failures.incrementAndGet();
            refusals.add("end: " + failed);
        }
    }

    /** Lets them finish what they do. */
    void stop() throws Exception {
        stopped = true;
        for (Future<?> one : running) {
            one.get(60, TimeUnit.SECONDS);
        }
    }

    List<Told> sessions() {
        return List.copyOf(sessions.values());
    }

    /** What they were refused, and what they were answered that cannot be. */
    List<String> refusals() {
        return List.copyOf(refusals);
    }

    long calls() {
        return calls.get();
    }

    long failures() {
        return failures.get();
    }

    @Override
    public void close() {
        stopped = true;
        pool.shutdownNow();
    }
}
