package dev.sojourn.store.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How late this machine lets threads do at this moment what every call with a deadline does, whatever is called: hand something to another
 * thread, wait for its answer, and wake up when a time is over. Nothing of the code under test takes part, so a fault of that code makes no bound wider. As
 * many pairs of threads as there are callers do so all the time; the longest delay of a turn counts, without which no code could be held to a bound.
 */
final class Yardstick implements AutoCloseable {

    private static final long WAIT = Duration.ofMillis(50).toNanos();

    private final AtomicLong longest = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();

    /** As for so many callers. */
    Yardstick(int callers) {
        for (int i = 0; i < callers; i++) {
            var questions = new SynchronousQueue<Integer>();
            var answers = new SynchronousQueue<Integer>();
            start(() -> ask(questions, answers));
            start(() -> answers.put(questions.take()));
        }
    }

    /** A turn of a thread. */
    @FunctionalInterface
    private interface Turn {
        void take() throws InterruptedException;
    }

    private void start(Turn turn) {
        var thread = new Thread(() -> repeat(turn), "yardstick");
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private static void repeat(Turn turn) {
        try {
            while (true) {
                turn.take();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(SynchronousQueue<Integer> questions, SynchronousQueue<Integer> answers)
            throws InterruptedException {
        long start = System.nanoTime();
        questions.put(1);
        int unused = answers.take();
        Integer nothing = answers.poll(WAIT, TimeUnit.NANOSECONDS);
        long delay = System.nanoTime() - start - WAIT;
        if (nothing == null) {
            longest.accumulateAndGet(delay, Math::max);
        }
    }

    /** What was before does not count. */
    void begin() {
        longest.set(0);
    }

    /** Of a turn, since the beginning. */
    Duration longestDelay() {
        return Duration.ofNanos(longest.get());
    }

    @Override
    public void close() throws InterruptedException {
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
