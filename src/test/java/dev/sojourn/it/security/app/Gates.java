package dev.sojourn.it.security.app;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Where slow requests wait until a test lets them go on. */
@ApplicationScoped
public class Gates {

    private static final int PATIENCE_SECONDS = 60;

    private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> waiting = new ConcurrentHashMap<>();
    private final Map<String, Queue<Runnable>> parked = new ConcurrentHashMap<>();

    /** Waits at this gate. */
    public void await(String gate) {
        waiting.computeIfAbsent(gate, name -> new AtomicInteger()).incrementAndGet();
        try {
            if (!gates.computeIfAbsent(gate, name -> new CountDownLatch(1)).await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody opened " + gate);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Keeps this until the gate is opened, without a thread. To be called before it is. */
    public void park(String gate, Runnable rest) {
        parked.computeIfAbsent(gate, name -> new ConcurrentLinkedQueue<>()).add(rest);
        waiting.computeIfAbsent(gate, name -> new AtomicInteger()).incrementAndGet();
    }

    /** How many came there. */
    public int came(String gate) {
        return waiting.computeIfAbsent(gate, name -> new AtomicInteger()).get();
    }

    /** Lets them go on. */
    public void open(String gate) {
        gates.computeIfAbsent(gate, name -> new CountDownLatch(1)).countDown();
        parked.getOrDefault(gate, new ConcurrentLinkedQueue<>()).forEach(Runnable::run);
    }
}
