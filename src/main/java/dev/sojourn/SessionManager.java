package dev.sojourn;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Creates, validates, changes, lists and ends sessions: the API that an application injects.
 *
 * <p>It speaks for one application: sessions of applications that it does not trust are unknown to {@link #validate} and
 * untouched by calls about a principal or a namespace. Every write is atomic on its own and stands outside the caller's
 * transaction: a rollback never undoes a logout. Safe for many threads.
 *
 * <p>Every method throws {@link StorageException} when the storage does not answer; then a read told nothing, and a
 * write did not happen ({@link StorageUnavailableException}) or may have happened ({@link StorageTimeoutException}).
 *
 * <p>With the storage {@code cookie} a session is in its client's cookie and nowhere else. There, what reads or changes a session by its key
 * throws {@link NotSupportedException}; what takes its token works on every storage, and answers the token that the client's cookie must
 * carry from then on: the same one where the storage keeps the session.
 */
public interface SessionManager {

    /**
     * The same manager for work that somebody does on others' sessions: what is written through it says in the history, and in
     * {@link dev.sojourn.event.SessionEvent.Ended}, who did it. Not for sessions' own users.
     *
     * @param administrator the principal of whoever does it
     */
    SessionManager by(String administrator);

    /** Takes the mark that {@link NewSession#epoch} wants; call it before the credentials are checked. */
    LoginEpoch loginEpoch(String principal);

    /**
     * Creates a session. For a principal at its limit, the least recently active sessions are ended as
     * {@link EndReason#EVICTED}: when this has returned, at most the limit are live, whatever ran beside it on however
     * many nodes.
     *
     * @throws AccountChangedException when the login's epoch is over; nothing was created
     * @throws CapacityException when the storage is full, or has all the anonymous sessions it may; nothing was created
     * @throws SessionTooLargeException when roles and attributes are too large; nothing was created
     */
    IssuedSession create(NewSession request);

    /**
     * Makes an anonymous session an authenticated one, under the same key with a new secret, keeping only those
     * attributes that are configured to be kept; the request's own attributes are added. Otherwise as {@link #create}.
     *
     * @throws SessionNotLiveException when the token opens no live session; nothing was changed
     * @throws IllegalStateException when the session has a principal already
     */
    IssuedSession upgrade(SessionToken anonymous, NewSession login);

    /** Validates as activity of the user: {@link Touch#YES}. */
    default Validation validate(@Nullable String token) {
        return validate(token, Touch.YES);
    }

    /**
     * Finds the live session behind a token. A bad token of any kind is an answer, never an exception. A touch that fails
     * does not fail the validation. A superseded token used after its grace ends the session as {@link EndReason#THEFT}.
     *
     * @param token an untrusted cookie value, or null where there is none
     */
    Validation validate(@Nullable String token, Touch touch);

    /**
     * The same for a request of this client: also finds out whether the session is used by another client than the one it was given to, by
     * address and User-Agent (the device is not looked at). As configured ({@code sojourn.hijack.*}) that is ignored, reported once for each new
     * value and session, or ends the session as {@link EndReason#ADDRESS} or {@link EndReason#AGENT}. Without a client, or with
     * {@link ClientDetails#UNKNOWN}, nothing is compared.
     */
    Validation validate(@Nullable String token, Touch touch, ClientDetails client);

    /**
     * Whether this is the token that the client of a live session should hold: the newest. No use of it: touches, renews and
     * ends nothing, whatever the token is.
     */
    boolean isCurrent(SessionToken token);

    /**
     * Gives the session a new secret. The old token is dead at once, and told {@code rotated} during its grace.
     *
     * @throws SessionNotLiveException when the token opens no live session; nothing was changed
     */
    IssuedSession rotate(SessionToken token);

    /**
     * Records that the user proved again who they are (step-up), with a new secret.
     *
     * @param epoch taken before the credentials were checked
     * @throws SessionNotLiveException when the token opens no live session of that principal; nothing was changed
     * @throws AccountChangedException when the epoch is over; nothing was changed
     */
    default IssuedSession reauthenticate(SessionToken token, LoginEpoch epoch) {
        return reauthenticate(token, epoch, ClientDetails.UNKNOWN);
    }

    /**
     * The same from this client, which is the one that the session is given to from now on: its address and User-Agent take the place of those
     * of the login. With {@link ClientDetails#UNKNOWN} these stay.
     *
     * @throws SessionNotLiveException when the token opens no live session of that principal; nothing was changed
     * @throws AccountChangedException when the epoch is over; nothing was changed
     */
    IssuedSession reauthenticate(SessionToken token, LoginEpoch epoch, ClientDetails client);

    /**
     * Gives the session other roles and a new secret.
     *
     * @throws SessionNotLiveException when the token opens no live session; nothing was changed
     */
    IssuedSession changeRoles(SessionToken token, Set<String> roles);

    /**
     * Gives the session a new CSRF token; the old one is dead at once.
     *
     * @throws SessionNotLiveException when it is not live; nothing was changed
     */
    CsrfToken regenerateCsrf(SessionKey key);

    /**
     * The same for the session behind a token, on every storage.
     *
     * @throws SessionNotLiveException when the token opens no live session; nothing was changed
     */
    IssuedSession regenerateCsrf(SessionToken token);

    /** Ends the session behind a token; false when it opens no live session. */
    boolean end(SessionToken token, EndReason reason);

    /** Ends a session; false when there is no live one with this key. The first reason and instant stay. */
    boolean end(SessionKey key, EndReason reason);

    /** Ends all sessions of a principal and every login of it that is under way; answers how many were live. */
    int endAll(String principal, EndReason reason);

    /** Ends all sessions of the principal of this session but this one; answers how many were live, 0 when anonymous. */
    int endOthers(SessionKey current, EndReason reason);

    /**
     * The same for the session behind a token, on every storage; 0 where the storage cannot count.
     *
     * @throws SessionNotLiveException when the token opens no live session; nothing was ended
     */
    int endOthers(SessionToken current, EndReason reason);

    /**
     * Ends all sessions of a namespace; answers how many were live.
     *
     * @throws NotSupportedException where the storage has no index of namespaces
     */
    int endNamespace(String namespace);

    /** Call it when a password changed or an account was disabled: {@link #endAll} as {@link EndReason#ACCOUNT}. */
    int accountChanged(String principal);

    /** As {@link #accountChanged(String)}, but the session in which the user made the change goes on. */
    int accountChanged(String principal, SessionKey except);

    /**
     * Forgets a principal (GDPR, article 17): ends its sessions as {@link #accountChanged(String)} does, and removes their records, what the index
     * says of them, and their entries in the history, of this application and of those that it trusts. They are dead at once and stay so,
     * whoever still writes. What remains for a while, and why, stands in docs/privacy.md.
     *
     * @return how many sessions were live
     * @throws StorageException when not everything could be removed; calling again removes the rest
     */
    int erase(String principal);

    /** The session with this key, live or ended within the retention time. Does not touch. */
    Optional<Session> find(SessionKey key);

    /** Whether there is a live session with this key. Does not touch. */
    boolean exists(SessionKey key);

    /** The live sessions of a principal, newest activity first. Does not touch. */
    List<Session> sessionsOf(String principal);

    /**
     * Lists sessions of all applications, newest first, in pages. Does not touch. A session that exists throughout is
     * listed once, whatever comes and goes meanwhile. The live sessions of one principal are found at a cost that does not grow with those of others;
     * where a storage lists nothing else, a search for a principal without a state finds these.
     *
     * @param cursor from the page before, or null for the first
     * @param limit 1 to 200
     * @throws IllegalArgumentException for a bad cursor, limit or address
     * @throws NotSupportedException where the storage cannot list
     */
    SessionPage search(SessionSearch search, @Nullable String cursor, int limit);

    /**
     * How many sessions there are, as {@link #search} would list them.
     *
     * @throws NotSupportedException where the storage cannot count
     */
    long count(SessionSearch search);

    /**
     * Changes attributes, all of them or none.
     *
     * @param touch whether this counts as activity
     * @throws SessionNotLiveException when it is not live; nothing was changed
     * @throws SessionTooLargeException when it would be too large; nothing was changed
     * @throws AttributeException when a value cannot be written as JSON; nothing was changed
     */
    Session update(SessionKey key, AttributeChanges changes, Touch touch);

    /**
     * The same for the session behind a token, on every storage.
     *
     * @throws SessionNotLiveException when the token opens no live session; nothing was changed
     * @throws SessionTooLargeException when it would be too large; nothing was changed
     * @throws AttributeException when a value cannot be written as JSON; nothing was changed
     */
    IssuedSession update(SessionToken token, AttributeChanges changes, Touch touch);

    /**
     * As {@link #update(SessionKey, AttributeChanges, Touch)}, but only while the session is whose it was when it was seen: for
     * work that was let in as a visitor's, and may end after somebody signed in to that session.
     *
     * @throws SessionNotLiveException also as {@link Validation.Rotated} when the session has a principal and had none;
     *     nothing was changed
     */
    Session update(Session seen, AttributeChanges changes, Touch touch);

    /**
     * Sets, changes or (with null) clears the session's label, of 1 to 255 characters.
     *
     * @throws SessionNotLiveException when it is not live; nothing was changed
     */
    Session setNamespace(SessionKey key, @Nullable String namespace);

    /**
     * The same for the session behind a token, on every storage.
     *
     * @throws SessionNotLiveException when the token opens no live session; nothing was changed
     */
    IssuedSession setNamespace(SessionToken token, @Nullable String namespace);

    /**
     * Lets the session live at least so long from now, however idle, but never past its absolute expiry. Never shortens.
     *
     * @throws SessionNotLiveException when it is not live; nothing was changed
     */
    Session extend(SessionKey key, Duration atLeast);

    /**
     * The same for the session behind a token, on every storage.
     *
     * @throws SessionNotLiveException when the token opens no live session; nothing was changed
     */
    IssuedSession extend(SessionToken token, Duration atLeast);

    /**
     * Ends the sessions that expired and removes what is past its retention, in bounded batches; answers how many were
     * ended. When another node is at it, does nothing and answers 0. Where the storage cannot list what expired, an
     * expiry is found when the session is next asked for.
     */
    int cleanup();
}
