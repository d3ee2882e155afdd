package dev.sojourn.feed;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Keeps what is to be done again and again, and does it never: tests do. */
final class StillScheduler extends ScheduledThreadPoolExecutor {

    StillScheduler() {
        super(1);
        setRemoveOnCancelPolicy(true);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable work, long first, long pause, TimeUnit unit) {
        return schedule(work, 1, TimeUnit.DAYS);
    }
}
