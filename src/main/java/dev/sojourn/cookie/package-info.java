/**
 * The storage {@code cookie}: sessions that live in their clients' cookies, encrypted and authenticated, with a small denylist in another storage.
 * {@link dev.sojourn.cookie.CookieSessions} is its {@link dev.sojourn.SessionManager}. For sites that keep no sessions on the server; not a
 * {@link dev.sojourn.store.SessionStore}, since nothing can be found here without the client.
 *
 * <h2>The cookie</h2>
 *
 * <p>{@code KEY.HEADER..NONCE.CIPHERTEXT.TAG}: the session's public key, then a JWE (RFC 7516) in compact form, {@code dir} with {@code A256GCM}.
 * The header is one of those that this application writes itself, compared as text before anything is decoded: {@code alg}, {@code enc}, {@code kid}
 * (the id of the key), {@code typ} = {@code sojourn-session} (the purpose), {@code aud} (the application that created the session). So there is no
 * choice of algorithms, no compression, no fallback. Every part is in its one canonical base64url form. The plaintext is a
 * {@link dev.sojourn.codec.CookieState} in MessagePack: key, generation, the principal's epoch, principal, namespace, creation, last activity,
 * and the body that server-side storages keep too. Name and value together have at most 4096 characters.
 *
 * <h2>The denylist</h2>
 *
 * <p>Two kinds of records ({@link dev.sojourn.store.RecordKind#REVOCATION}), read together in one trip per validation, and written only when something is
 * over:
 *
 * <ul>
 *   <li>{@code s:KEY}: the generation from which on cookies are not superseded, when earlier ones were, and why and when the session ended. Kept until
 *       the session's absolute expiry
 *   <li>{@code p:LENGTH:APPLICATION:PRINCIPAL} (the length of the application's name, so that no two pairs are one): the epoch before which all cookies of the
 *       principal are over, why and when, and at most one session that is spared. Kept for the longest lifetime there is
 * </ul>
 *
 * <p>Epochs are raised to the greater of the next number and the clock's milliseconds, so that one that was forgotten is never given out
 * again. Both are written by compare-and-swap; nothing here is ever taken back.
 *
 * <h2>Guarantees</h2>
 *
 * <p>An end, a rotation or an epoch is in the denylist before the call answers, and holds from then on for every node, as surely as that storage keeps
 * it. When it does not answer, neither does a validation: nothing fails open. Between two changes of the same session by different requests
 * the later cookie wins. What differs from server-side storages stands in docs/storages/cookie.md.
 */
@NullMarked
package dev.sojourn.cookie;

import org.jspecify.annotations.NullMarked;
