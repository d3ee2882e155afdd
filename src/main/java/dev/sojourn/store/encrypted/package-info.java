/**
 * Encryption at rest: a store around any other one, which hides from the storage what it need not know. Not a protection against whoever
 * can write to the storage, nor of what is on its way there (that is TLS).
 *
 * <h2>What is hidden</h2>
 *
 * <p>Of a session its body (attributes, roles, User-Agent, device, address, hashes of its secrets) and the address among its clear fields.
 * Of a count of login attempts its body and its id, since both name a user or an address: the id that is stored is an HMAC of it.
 * Clear stay a session's key, application, principal, namespace, end reason and instants, so that listing works, and with them the whole
 * index of a principal, which holds nothing else; leases; and revocations.
 *
 * <h2>Layout of an encrypted body</h2>
 *
 * <pre>
 * 0xC1       begins no plain body: MessagePack never uses it
 * 1          format
 * n, id      length and ASCII of the id of the key
 * 12 bytes   nonce, random
 * the rest   AES-256-GCM of {@link dev.sojourn.codec.SealedContent}, its tag last
 * </pre>
 *
 * <p>The AES key is derived from the configured one by HMAC-SHA256 over the record's kind and id, so that every record has its own: two
 * nonces could only ever meet among the writes of one record, and there are never 2^32 of those. Authenticated with the body are all that
 * is before the nonce, kind, id, version and the clear fields as they are stored: a body that was moved to another record, or whose
 * record was given to another principal, is not readable.
 *
 * <h2>Guarantees</h2>
 *
 * <p>Those of the storage below, at the same number of trips, and two more only where a record to be created meets one that cannot be
 * read. A record under a key that is not configured, or that fails authentication, is absent, with one line in the log each time it is met,
 * and a new one may take its place. A body that is not encrypted is taken as it is, and encrypted when it is written the next time, so that
 * encryption can be switched on without signing anybody out. A search by address is refused.
 */
@NullMarked
package dev.sojourn.store.encrypted;

import org.jspecify.annotations.NullMarked;
