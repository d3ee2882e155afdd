/**
 * The storage {@code hybrid}: a store made of two others, one in front that answers quickly, and a database behind that keeps everything with
 * its history. For sites that want the speed of a cache and the memory of a database. It knows no server: whatever has the capabilities
 * {@link dev.sojourn.store.Mirror} and {@link dev.sojourn.store.AtomicWrites} can be behind, and any store in front. It is not a cache in
 * front of any store, and it decides nothing about sessions.
 *
 * <h2>Who has what</h2>
 *
 * <p>Records of sessions and principals are in both. Login attempts and leases are in the front while it is in service and in the database
 * while it is not, and do not move between them: counts begin anew when the front goes, and its own are found again when it comes back.
 * Lists, search, expiry and history are the database's.
 *
 * <h2>A read</h2>
 *
 * <p>is answered by the front. What the front has not is read from the database and put into the front by create-if-absent, after which the
 * database is looked at again. When the front fails, the database answers. When the front has it not and the database fails, the read
 * fails ({@link dev.sojourn.StorageUnavailableException}): nobody is told that a session is unknown.
 *
 * <h2>A write</h2>
 *
 * <p>is a compare-and-swap in the front, which leaves a copy in the front's outbox in the same step where it has one
 * ({@link dev.sojourn.store.Outbox}). Then the database gets it before the call answers, unless it is a touch; touches follow within a poll. A
 * write that the database does not take because it is down is kept in this node's memory, and delivered when the database is back, by this node
 * or, from the front's outbox, by another. A write that the database overrules is undone in the front, and answered as a conflict.
 *
 * <h2>Generations</h2>
 *
 * <p>One record in the database ({@code hybrid} among the leases) tells all nodes whether the front is in service, and its generation. The ids of
 * sessions and principals in the front begin with the generation's tag, so that a front that was away begins empty. A write that fails in the
 * front takes it out of service and is done in the database alone; so does a front that has lost something
 * ({@link dev.sojourn.store.Incarnation}). Every node asks each second, and no call is served on an answer older than two polls. When the
 * front answers again with all its servers, takes writes, and the database has everything from its outbox, a node begins the next generation.
 *
 * <h2>Versions</h2>
 *
 * <p>In both storages the upper 24 bits of a version's number are a term: the generation in which the record was last written; a write in the
 * database alone has the next one's, and so has a record that begins anew in the place of one that cannot be decrypted. So whatever is delivered
 * late from an older generation, however many touches, never covers what was written past it. An ended record is never replaced by a live
 * one. The engine sees numbers without terms; the history shows them.
 *
 * <h2>Expiry</h2>
 *
 * <p>Each storage does it in its own way. A session counts as expired when both the database and the front say so.
 *
 * <h2>Guarantees, and what may be lost</h2>
 *
 * <p>While one of the two servers works, no session is lost, and no end is undone for longer than two polls. The history has every write once,
 * in order. What stays undelivered while the database is down is as safe as the front's outbox; without one it is lost with this node's
 * process. Copies are bounded there: when {@link dev.sojourn.store.hybrid.HybridOptions#nodeOutbox} of them wait, writes need the database.
 * {@link dev.sojourn.store.SessionStore#mayLose} is false. More in docs/storages/hybrid.md; why in docs/decisions/0016-hybrid.md.
 */
@NullMarked
package dev.sojourn.store.hybrid;

import org.jspecify.annotations.NullMarked;
