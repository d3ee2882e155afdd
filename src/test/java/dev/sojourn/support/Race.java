package dev.sojourn.support;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Calls that begin at the same moment, each in its thread. */
public final class Race {

    private static final long PATIENCE_SECONDS = 60;

    private Race() {}

    /** Runs so many calls at once, each of them once, and gives what became of each, in order. */
    public static <T> List<Outcome<T>> of(int threads, IntFunction<Callable<T>> call) {
        var barrier = new CyclicBarrier(threads);
        var tasks = new ArrayList<FutureTask<T>>();
        for (int i = 0; i < threads; i++) {
            Callable<T> mine = call.apply(i);
            var task = new FutureTask<>(() -> {
                barrier.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                return mine.call();
            });
            tasks.add(task);
            var thread = new Thread(task, "racer-" + i);
            thread.setDaemon(true);
            thread.start();
        }
        return tasks.stream()
                .map(task -> Outcome.of(() -> task.get(PATIENCE_SECONDS, TimeUnit.SECONDS)))
                .toList();
    }
}
