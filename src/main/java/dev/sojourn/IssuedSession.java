package dev.sojourn;

/**
 * A session with a fresh token: what create, upgrade, rotate and re-authentication answer. Give the token to the client's
 * cookie and to nobody else.
 *
 * @param session the session
 * @param token what its cookie must carry from now on
 * @param csrf its CSRF token
 */
public record IssuedSession(Session session, SessionToken token, CsrfToken csrf) {}
