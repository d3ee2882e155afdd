package dev.sojourn.feed;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;

/**
 * The threads of a feed, which stay their owner's to close.
 *
 * @param executor for what is over soon
 * @param scheduler for what comes again and again
 * @param threads makes the one that listens
 */
public record FeedThreads(Executor executor, ScheduledExecutorService scheduler, ThreadFactory threads) {}
