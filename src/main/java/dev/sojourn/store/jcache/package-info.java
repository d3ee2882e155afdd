/**
 * The storages {@code memory} and {@code jcache}: records in a cache, through JCache. {@code memory} is a local cache of an Infinispan inside the
 * application's own JVM, for development and for applications on one node, and shares nothing. {@code jcache} is a cache that nodes share: an embedded
 * Infinispan that forms a cluster, or any JCache provider. Neither is for keeping sessions over a restart of all nodes.
 *
 * <h2>Layout</h2>
 *
 * <p>One cache, from String to String. A key is a letter for the record's kind, a colon and its id, in which a backslash and each half of a surrogate
 * pair is written as a backslash and four hexadecimal digits, because they would not survive the way to another node: {@code s:} a
 * session, {@code p:} a principal's index, {@code a:} login attempts, {@code l:} a lease, {@code d:} known devices, {@code r:} a revocation; the configured prefix and {@code ~} ({@link
 * dev.sojourn.store.KeyPrefix}) come before that where a cache is shared, which that of {@code memory} is not. A value is the envelope of
 * {@link dev.sojourn.codec.RecordCodec}, each byte a character (ISO-8859-1), so that values are equal when
 * their bytes are: JCache's {@code replace(key, old, new)} is then the compare-and-swap. Nothing is serialized or
 * marshalled; the cache holds the Strings themselves, about 270 bytes for a typical session, and the indexes need somewhat more.
 *
 * <h2>The storage jcache</h2>
 *
 * <p>Every write is one operation of the cache, atomic over all nodes if the cache is synchronous. There are no indexes: what is listed is found by
 * walking over all records, a page of them in memory at a time. An index in the cache would be written by every touch, one beside it would have to follow
 * every node. There is no finding what expired either: an expired session is ended when it is next asked for. With Infinispan an entry has a lifespan,
 * a minute longer than {@code keepUntil} (its clock is not ours); with another provider it stays until that one's own expiry. A record is lost
 * when all its owners die at once, so {@link dev.sojourn.store.SessionStore#mayLose} is true. In a split cluster Infinispan, as Sojourn configures it,
 * denies reads and writes of what it cannot be sure of.
 *
 * <p>What follows is about {@code memory}.
 *
 * <h2>Expiry</h2>
 *
 * <p>The cache neither expires nor evicts. A record is over when the Clock's instant is not before its {@code keepUntil}; from
 * then on it is not answered. It is removed by {@link dev.sojourn.store.ExpiryIndex#purge}, when a record takes its place,
 * or when room is needed.
 *
 * <h2>Room</h2>
 *
 * <p>There are at most {@code sojourn.memory.max-sessions} session records, and four times as many of each other kind, whatever
 * their size. A create that finds no room removes the record that was over first; failing that, the session that ended first,
 * unless that was less than a minute ago; failing that, it is refused with {@link dev.sojourn.CapacityException}. So a live session
 * is never dropped, nor a tombstone that may still have to stop an overtaken create. Replacing, and so touching
 * and ending, needs no room.
 *
 * <h2>Guarantees</h2>
 *
 * <p>Every write is atomic and seen by every later read. Each store has a cache manager, indexes and JMX names of its own: two
 * applications in one JVM share nothing. Listings show each record that exists throughout once; what is written during
 * a listing may or may not be in it. Nothing survives the JVM.
 */
@NullMarked
package dev.sojourn.store.jcache;

import org.jspecify.annotations.NullMarked;
