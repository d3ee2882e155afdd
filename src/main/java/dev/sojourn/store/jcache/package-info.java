/**
 * The storage {@code memory}: records in a local cache of an Infinispan inside the application's own JVM, through JCache.
 * For development and for applications on one node. Not for sharing sessions between nodes or over a restart.
 *
 * <h2>Layout</h2>
 *
 * <p>One cache, from String to String. A key is a letter for the record's kind, a colon and its id as it is: {@code s:} a
 * session, {@code p:} a principal's index, {@code a:} login attempts, {@code l:} a lease; a configurable prefix comes before
 * that where a cache is shared, which this storage's is not. A value is the envelope of
 * {@link dev.sojourn.codec.RecordCodec}, each byte a character (ISO-8859-1), so that values are equal when
 * their bytes are: JCache's {@code replace(key, old, new)} is then the compare-and-swap. Nothing is serialized or
 * marshalled; the cache holds the Strings themselves, about 400 bytes for a typical session, and the indexes need about as much again.
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
