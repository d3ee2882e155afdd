package dev.sojourn;

import java.util.Optional;

/**
 * The session of the current request, for injection ({@code @Inject CurrentSession}) into beans of any scope.
 *
 * <p>Without a live session it is empty, and costs nothing. The first write of a visitor stores an anonymous session and
 * gives it a cookie. Outside a request it is empty and every write throws IllegalStateException. What is read is what
 * was read once at the request's begin, plus this request's own writes.
 */
public interface CurrentSession {

    /** The live session, authenticated or anonymous, or empty. */
    Optional<Session> get();

    /** Why there is no live session; empty when there is one. */
    Optional<Validation.NotLive> whyNot();

    /**
     * The CSRF token for a page or form of this response, masked anew at each call.
     *
     * @throws SessionNotLiveException without a live session
     */
    String csrfToken();

    /**
     * Changes attributes, all of them or none; creates an anonymous session where there is no live one.
     *
     * @throws IllegalStateException when a session would have to be created, or is in the client's cookie, and the response is
     *     committed: no cookie could be sent any more
     * @throws SessionNotLiveException when the session ended during the request; nothing was changed
     * @throws SessionTooLargeException when the session would be too large; nothing was changed
     * @throws CapacityException when there are too many anonymous sessions
     */
    Session update(AttributeChanges changes);

    /**
     * Makes this request's client the given principal: upgrades an anonymous session, replaces an authenticated one, and
     * sends the cookies. Credentials are the caller's business.
     *
     * @throws IllegalStateException when the response is committed
     * @throws AccountChangedException when the login's epoch is over
     */
    Session login(NewSession login);

    /**
     * Gives the session a new secret, and the client the new cookies.
     *
     * @throws IllegalStateException when the response is committed
     * @throws SessionNotLiveException without a live session
     */
    Session rotate();

    /**
     * Gives the session a new CSRF token; the old one is dead at once.
     *
     * @throws IllegalStateException when the session is in the client's cookie and the response is committed
     * @throws SessionNotLiveException without a live session
     */
    String regenerateCsrf();

    /**
     * Ends all other sessions of this session's principal as {@link EndReason#LOGOUT}, on every storage.
     *
     * @return how many were live; 0 when anonymous, and where the storage cannot count
     * @throws SessionNotLiveException without a live session
     */
    int endOthers();

    /** Ends the session as {@link EndReason#LOGOUT} and clears the cookies; false when there was no live one. */
    boolean logout();
}
