package dev.sojourn.cookie;

import dev.sojourn.AttributeMapper;
import dev.sojourn.Attributes;
import dev.sojourn.CsrfToken;
import dev.sojourn.IssuedSession;
import dev.sojourn.Session;
import dev.sojourn.SessionSnapshot;
import dev.sojourn.SessionState;
import dev.sojourn.SessionToken;
import dev.sojourn.SessionTooLargeException;
import dev.sojourn.TokenSource;
import dev.sojourn.codec.CookieState;
import dev.sojourn.codec.CookieStateCodec;
import dev.sojourn.codec.Seen;
import dev.sojourn.codec.SessionBody;
import dev.sojourn.codec.UnreadableRecordException;
import dev.sojourn.engine.Timings;
import org.jspecify.annotations.Nullable;

/** Sessions as cookies, and as the views that applications get. Safe for many threads. */
final class Cookies {

    /** Browsers drop a cookie whose name and value have more characters (RFC 6265bis, 5.6). */
    static final int MOST = 4096;

    /** What a change must leave for later: instants and numbers that grow, a longer id of the key. */
    private static final int RESERVE = 64;

    private final CookieSeal seal;
    private final String cookieName;
    private final TokenSource random;
    private final AttributeMapper mapper;

    Cookies(CookieSeal seal, String cookieName, TokenSource random, AttributeMapper mapper) {
        this.seal = seal;
        this.cookieName = cookieName;
        this.random = random;
        this.mapper = mapper;
    }

    /** A session that a client presented, and the application that created it. */
    record Presented(String application, CookieState state) {}

    /** What the token holds, or null for whatever was not issued here. */
    @Nullable
    Presented open(SessionToken token) {
        CookieSeal.Opened opened = token.isSealed() ? seal.open(token.secret()) : null;
        if (opened == null) {
            return null;
        }
        try {
            CookieState state = CookieStateCodec.decode(opened.content().toArray());
            return state.key().equals(token.key()) ? new Presented(opened.application(), state) : null;
        } catch (UnreadableRecordException ofAnotherRelease) {
            return null;
        }
    }

    /**
     * A cookie for something that changed.
     *
     * @throws SessionTooLargeException when browsers would drop it
     */
    IssuedSession issue(String application, CookieState state) {
        return issue(application, state, MOST - RESERVE);
    }

    /**
     * A cookie for what only goes on, which has the reserve of a change to grow.
     *
     * @throws SessionTooLargeException when browsers would drop it
     */
    IssuedSession reissue(String application, CookieState state) {
        return issue(application, state, MOST);
    }

    private IssuedSession issue(String application, CookieState state, int limit) {
        SessionToken token = SessionToken.sealed(state.key(), seal.seal(application, CookieStateCodec.encode(state)));
        int size = cookieName.length() + token.value().length();
        if (size > limit) {
            if (!state.body().seen().equals(Seen.NONE)) {
                // it only saves reports of what was reported, so it gives way
                return issue(application, state.with(state.body().withSeen(Seen.NONE)), limit);
            }
            throw new SessionTooLargeException(size, limit, "a cookie, name and value,");
        }
        return new IssuedSession(session(application, state), token, csrf(state));
    }

    CsrfToken csrf(CookieState state) {
        return new CsrfToken(state.body().secrets().csrf().toArray(), random);
    }

    /** The live session. */
    Session session(String application, CookieState state) {
        SessionBody body = state.body();
        return new SessionSnapshot(
                state.key(),
                application,
                state.principal(),
                body.roles(),
                state.namespace(),
                SessionState.ACTIVE,
                null,
                null,
                state.createdAt(),
                body.authenticatedAt(),
                state.lastActiveAt(),
                Timings.promised(body.timing(), state.lastActiveAt()),
                body.timing().absoluteAt(),
                body.client(),
                new Attributes(body.attributes(), mapper),
                body.timing().persistent());
    }
}
