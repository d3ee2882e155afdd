/**
 * The storage {@code redis}: records in Redis 6.2 or newer, or Valkey, through Jedis' connections, kept by Commons Pool; on one server, on a master that Sentinels know, or on
 * a Cluster. It is not a cache: the server must be configured not to evict ({@code maxmemory-policy noeviction}).
 *
 * <h2>Layout</h2>
 *
 * <p>Every key begins with the base of its bucket: the configured prefix and {@code ~} ({@link dev.sojourn.store.KeyPrefix}), and on a Cluster one of 64
 * hash tags, spread evenly over the slots, chosen by a hash of the record's id. (On a Cluster {@code %}, <code>{</code> and <code>}</code> in the prefix are written {@code %25}, {@code %7B} and {@code
 * %7D}, lest they be taken for a hash tag.) One server has one bucket and no tag. A script touches one bucket only. After the base comes a letter:
 *
 * <table>
 * <caption>Keys</caption>
 * <tr><td>{@code s} {@code p} {@code f} {@code m} {@code v} {@code r} and an id</td><td>string</td><td>a record: session, principal's index, login attempts, lease, known devices, revocation</td></tr>
 * <tr><td>{@code l}</td><td>sorted set</td><td>all sessions, by creation: minus the milliseconds of {@code createdAt}</td></tr>
 * <tr><td>{@code x} and a group</td><td>sorted set</td><td>the sessions of a group. Active ones by the milliseconds of {@code expiresAt} (or of {@code
 * keepUntil}, if that is sooner), so that those after now are the live ones; ended ones by minus those of {@code keepUntil}</td></tr>
 * <tr><td>{@code g}</td><td>set</td><td>the groups: {@code a} (anonymous) or {@code p}, and the application</td></tr>
 * <tr><td>{@code n} and a namespace</td><td>sorted set</td><td>its active sessions, all with score 0, so by key</td></tr>
 * <tr><td>{@code o}</td><td>sorted set</td><td>outbox: what waits, by the order of writing. A member is a letter and id, with the length in 2 bytes before it,
 * and the version behind it, which a touch does not have: so a touch takes the place of the one before</td></tr>
 * <tr><td>{@code c}</td><td>hash</td><td>outbox: the copies, by member of {@code o}: length of the change in 2 bytes, the change ({@link
 * dev.sojourn.codec.ChangeCodec}), the value</td></tr>
 * <tr><td>{@code w}</td><td>sorted set</td><td>outbox: members whose records were delivered by a release that did not know what kind of change they are; their copies stay in
 * {@code c} until a release that does has delivered them with their entries in the history</td></tr>
 * <tr><td>{@code u}</td><td>hash</td><td>copies that could not be read, taken out of {@code c} as they were, for 30 days after the last one</td></tr>
 * <tr><td>{@code i}</td><td>string</td><td>a random mark, whose absence tells that the bucket was emptied</td></tr>
 * </table>
 *
 * <p>Ids, applications and namespaces are encoded ({@code EncodedId}): a session's key of 22 characters is 16 bytes, other text itself with a zero byte behind,
 * and text of more than 64 bytes SHA-256. A value is {@link dev.sojourn.codec.RecordCodec}'s content, which begins with the version, and behind it the names of
 * the group and the namespace, whose lengths are the last two bytes, so that scripts can compare versions and find places without reading records.
 * With {@code indexed} off, {@code l}, {@code x}, {@code g} and {@code n} are not kept.
 *
 * <h2>Writing</h2>
 *
 * <p>{@code create}, {@code replace} and {@code delete} are one script each, called by digest and sent in full to a server that does not know it. It
 * compares the version, writes the record and its places, and appends the copy, in one step. Where there is one bucket, {@code writeAll} is one such script over
 * several records. {@code exchange} sends its scripts and reads in one pipeline; on a Cluster in one to each node, all on their way before the first answer is
 * waited for, and then what is read of a record that was not written in the same exchange may be older than its writes on other nodes.
 *
 * <p>Nothing is repeated, with one exception: a connection that had been idle and turns out to be dead (or a server that turns out to be no master any more)
 * is replaced by a new one, once. A script that is sent again is told so, and then takes a record that has the new version already for its own success.
 *
 * <h2>Expiry</h2>
 *
 * <p>A record is over when the Clock's instant is not before its {@code keepUntil}; from then on it is not answered. Redis removes it by itself, {@code keepUntil}
 * minus the Clock's now, plus one minute, after it was written ({@code PX}): by the server's own clock, whatever that says. A set lives as long as its longest-lived
 * record, and an hour. Entries of records that are gone are taken out by whoever meets them (lists, namespaces, expiry), by {@code purge}, and by every create, which
 * looks at the two entries that ended longest ago, the two that expired first, and a random one of its namespace. So without any cleanup dead entries become no
 * more than live ones. Entries that somebody else put into a set, whatever their scores, are treated likewise, and a value in a record's place that is no
 * string is none.
 *
 * <h2>Room</h2>
 *
 * <p>A server that is out of memory refuses creates with {@link dev.sojourn.CapacityException}. Reads go on, and so do writes in the place of a record that
 * make it longer by at most 256 bytes: touching and ending always work.
 *
 * <h2>Guarantees</h2>
 *
 * <p>Every write is atomic, and seen by every later read from the master; replicas are never read. What Redis itself may lose, sessions lose: without
 * {@code appendfsync always} the last writes before a crash, at a failover the last writes that had not reached the replica, and with them ends and
 * logouts. {@link dev.sojourn.store.Incarnation} tells that this may have happened. While a Cluster moves a bucket's slot, writes of that bucket may be refused, never
 * done by half. Each trip ends with the operation's deadline, however the bytes trickle in; only the sending of more than the socket's buffers take (megabytes)
 * to a server that hangs may take longer. Every connection is made and closed by its caller: there are no threads here.
 *
 * <h2>Events</h2>
 *
 * <p>Messages between nodes ({@link dev.sojourn.store.EventChannel}) go over the channel whose name is the base of the first bucket, {@code e} and the number of
 * the database. They are received over a connection that is in no pool, by its caller's thread.
 */
@NullMarked
package dev.sojourn.store.redis;

import org.jspecify.annotations.NullMarked;
