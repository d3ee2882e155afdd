package dev.sojourn;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The answer to "is there a live session behind this token?": the session, or the reason why there is none. */
public sealed interface Validation {

    /**
     * There is one.
     *
     * @param session the session
     * @param csrf its CSRF token
     * @param successor present when the secret was renewed, and when a session that is in its client's cookie was touched: the token that
     *     the cookie must carry from now on
     */
    record Live(Session session, CsrfToken csrf, Optional<SessionToken> successor) implements Validation {}

    /** There is none. */
    sealed interface NotLive extends Validation {

        /** The word for clients and logs: {@code missing}, {@code unknown}, {@code rotated} or the end reason's. */
        String reason();
    }

    /** No token was presented. */
    record Missing() implements NotLive {
        @Override
        public String reason() {
            return "missing";
        }
    }

    /**
     * The token opens nothing here: it has no token's form, no session has that key, the secret is wrong, the session is
     * another application's, or it ended longer ago than the retention time. These are not told apart, on purpose.
     */
    record Unknown() implements NotLive {
        @Override
        public String reason() {
            return "unknown";
        }
    }

    /** The token was superseded a moment ago; the client's newer cookie is good. */
    record Rotated() implements NotLive {
        @Override
        public String reason() {
            return "rotated";
        }
    }

    /**
     * The session ended.
     *
     * @param key its key
     * @param principal who it belonged to; null when anonymous
     * @param why the first reason
     * @param at when
     */
    record Ended(SessionKey key, @Nullable String principal, EndReason why, Instant at) implements NotLive {
        @Override
        public String reason() {
            return why.code();
        }
    }
}
