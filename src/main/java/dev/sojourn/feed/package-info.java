/**
 * The live feed of events, for whoever watches: of this node ({@code LocalFeed}), of all nodes over a storage's {@link
 * dev.sojourn.store.EventChannel} ({@code ChannelFeed}) or by reading its history again and again ({@code HistoryFeed}). Each who watches has a
 * queue with a bound; nobody else ever waits for him. While nobody watches there are no threads, timers or connections; with a channel this node
 * still tells the others.
 */
@NullMarked
package dev.sojourn.feed;

import org.jspecify.annotations.NullMarked;
