/**
 * The storage {@code memcached}: records on one or several memcached servers, over xmemcached and its binary protocol. For sites that run
 * memcached already and can sign their users in again when a server is lost. Not for listing all sessions, not for history, not
 * for surviving a restart of the servers.
 *
 * <h2>Layout</h2>
 *
 * <p>A record is one item. Its key is the configured prefix and {@code ~} ({@link
 * dev.sojourn.store.KeyPrefix}), a letter for the kind ({@code s} session, {@code p} principal's index, {@code a}
 * login attempts, {@code l} lease, {@code d} known devices, {@code r} revocation), and a colon and
 * the id, as in {@code sojourn:~s:KEY}. Memcached's keys have at most 250 bytes and no spaces or control characters: an id that does not fit is replaced by {@code #} and the base64url of the SHA-256 of its UTF-16 code units; a prefix that does not
 * fit by {@code ~#} and the same. The value is the envelope of {@link dev.sojourn.codec.RecordCodec}, with the record's own key, version and
 * {@code keepUntil}; the flags are 0. A value has at most 1 048 064 bytes, what a server takes by default (1 MiB) less what it
 * and the key need; a larger one is refused with {@link dev.sojourn.SessionTooLargeException} before anything is sent. There are no other items.
 *
 * <p>Which server has a key is decided by Ketama's consistent hashing over the configured texts {@code host:port}, 160 points for each, all
 * with the same weight. Neither DNS nor whether a server is there has a say, so all nodes that are configured alike agree, at all times.
 *
 * <h2>Expiry</h2>
 *
 * <p>Whether a record is over is judged by its own {@code keepUntil} and the Clock, to the millisecond, when it is read. Memcached's expiry only
 * cleans up behind that: {@code keepUntil}, rounded up to the second, and a minute more, because its clock ticks in seconds and the nodes' clocks
 * differ. It is sent as seconds from now up to 30 days, so that the server's time of day does not matter, and beyond that, where
 * memcached takes the number for a Unix time, as one. {@link java.time.Instant#MAX}, and what is beyond the 31 bits of that time (2038), is
 * sent as 0: never.
 *
 * <h2>Writes</h2>
 *
 * <p>{@code create} is ADD. {@code replace} is REPLACE with the compare-and-swap id that came with the record when it was read, which its handle holds
 * together with the number of the newest connection at that time: a server that starts again counts its ids from 1, so an id counts only on
 * connections that were open when it was read, and so lead to the process that gave it. Otherwise, and without a handle, the record is read again
 * and its version decides, at the cost of two trips. When a swap fails the record is read too: there may be one's own write, of which the answer was
 * lost (the version that was to be written: it is {@code WRITTEN}), somebody else's ({@code CONFLICT}), or nothing any more
 * ({@code ABSENT}). It is never SET, which would remove the old value where there is no room for the new one.
 *
 * <h2>Trips</h2>
 *
 * <p>What goes to one server travels in one piece on one connection; several servers are asked at the same time. {@code load},
 * {@code create}, {@code replace} with a handle, {@code loadAll} and {@code exchange} are one trip each: a record that an {@code exchange} both
 * writes and reads is read on the connection on which it was written, behind the write. {@code delete} is two.
 *
 * <h2>Guarantees</h2>
 *
 * <p>Every write is a compare-and-swap, atomic, and seen by every later read of any node. A server that cannot be reached makes its keys, and
 * only these, unavailable ({@link dev.sojourn.StorageUnavailableException}); they never move to another server, so nothing stale ever comes
 * back. No answer in time is {@link dev.sojourn.StorageTimeoutException}, and so is a connection that breaks under a write. Each server has a
 * breaker of its own. A lost connection is opened again within a quarter of a second of the server's return, by a thread for each server.
 * {@code ping} fails when no server answers: while one does, its sessions are served. A server's refusal (wrong password, out of memory with
 * {@code -M}, an item size smaller than the value, compare-and-swap switched off with {@code -C}) is {@link
 * dev.sojourn.StorageUnavailableException} with its reason, and changes nothing.
 *
 * <h2>What it may lose</h2>
 *
 * <p>Memcached drops items when its memory is full (least recently used first, live sessions included), when it is flushed, and when it ends. A session
 * that is dropped is unknown: its user signs in again. A tombstone that is dropped is unknown as well, never live. A dropped index of a principal
 * hides its sessions from listing, limit and "end all" until their next touch, which puts them back; until then, ending all of a principal
 * misses them, which is the one window in which a session outlives its end. A dropped epoch lets a login that began before the loss
 * finish. A dropped count of login attempts begins again at none.
 */
@NullMarked
package dev.sojourn.store.memcached;

import org.jspecify.annotations.NullMarked;
