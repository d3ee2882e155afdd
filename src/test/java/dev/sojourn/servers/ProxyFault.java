package dev.sojourn.servers;

import java.time.Duration;

/** What a proxy does to bytes at the moment. Those who wait here go on as soon as it changes. */
final class ProxyFault {

    /** No reply is torn. */
    static final int WHOLE = -1;

    private boolean holdRequests;
    private boolean holdReplies;
    private long delayNanos;
    private int tearAfter = WHOLE;

    synchronized void none() {
        set(false, false, 0, WHOLE);
    }

    synchronized void blackHole() {
        set(true, true, 0, WHOLE);
    }

    synchronized void holdReplies() {
        set(false, true, 0, WHOLE);
    }

    synchronized void delay(Duration time) {
        set(false, false, time.toNanos(), WHOLE);
    }

    synchronized void tear(int afterBytes) {
        set(false, false, 0, afterBytes);
    }

    private void set(boolean holdRequests, boolean holdReplies, long delayNanos, int tearAfter) {
        this.holdRequests = holdRequests;
        this.holdReplies = holdReplies;
        this.delayNanos = delayNanos;
        this.tearAfter = tearAfter;
        notifyAll();
    }

    /** After how many bytes a reply is torn, or {@link #WHOLE}. */
    synchronized int tearAfter() {
        return tearAfter;
    }

    /** Returns when a request may pass. */
    synchronized void passRequest() throws InterruptedException {
        while (holdRequests) {
            wait();
        }
    }

    /** Returns when a reply may pass. */
    synchronized void passReply() throws InterruptedException {
        while (holdReplies) {
            wait();
        }
    }

    /** Returns when the delay that holds now is over, or another fault holds. */
    synchronized void passDelay() throws InterruptedException {
        long asked = delayNanos;
        long end = System.nanoTime() + asked;
        long left = asked;
        while (left > 0 && delayNanos == asked) {
            wait(left / 1_000_000, (int) (left % 1_000_000));
            left = end - System.nanoTime();
        }
    }
}
