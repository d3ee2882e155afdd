package dev.sojourn.cookie;

import dev.sojourn.EndReason;
import dev.sojourn.Validation;
import dev.sojourn.codec.CookieState;
import dev.sojourn.codec.PrincipalRevocation;
import dev.sojourn.codec.SessionBody;
import dev.sojourn.codec.SessionRevocation;
import dev.sojourn.engine.SessionPolicy;
import dev.sojourn.engine.Timings;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides whether a cookie that opens stands for a live session, by what it says and by what the denylist knows. Immutable. */
final class Judge {

    private final SessionPolicy policy;

    Judge(SessionPolicy policy) {
        this.policy = policy;
    }

    sealed interface Judgement {}

    /**
     * The session is live.
     *
     * @param state as its next cookie begins: in the current generation and epoch
     * @param renewed whether the cookie is of a renewed generation in its grace, so that the client needs a new one
     */
    record Good(CookieState state, boolean renewed) implements Judgement {}

    /** It is not. */
    record Bad(Validation.NotLive why) implements Judgement {}

    /** The cookie was superseded longer ago than the grace: somebody keeps a copy. */
    record Stolen() implements Judgement {}

    Judgement judge(CookieState state, Denylist.Known known, Instant now) {
        if (!known.readable()) {
            return new Bad(new Validation.Unknown());
        }
        SessionBody.Ending ending =
                earliest(written(known.session()), earliest(ofAll(state, known), expiry(state, now)));
        if (ending != null) {
            return new Bad(new Validation.Ended(state.key(), state.principal(), ending.reason(), ending.at()));
        }
        SessionRevocation session = known.session();
        if (session == null || state.generation() >= session.current()) {
            return new Good(state.at(state.generation(), known.epoch()), false);
        }
        SessionRevocation.Retired retired = retired(session, state.generation());
        if (!now.isBefore(Timings.plus(retired.at(), policy.rotationGrace()))) {
            return new Stolen();
        }
        return retired.renewed() && state.generation() == session.current() - 1
                ? new Good(successor(state, retired.at()).at(session.current(), known.epoch()), true)
                : new Bad(new Validation.Rotated());
    }

    /** The renewal was when the generation retired, so that the next one is due an interval after that. */
    private static CookieState successor(CookieState state, Instant renewedAt) {
        SessionBody.Secrets old = state.body().secrets();
        var secrets = new SessionBody.Secrets(old.hash(), renewedAt, old.salt(), old.csrf(), List.of());
        return state.with(state.body().withSecrets(secrets));
    }

    private static SessionBody.@Nullable Ending written(@Nullable SessionRevocation session) {
        return session == null ? null : session.ending();
    }

    /** The end of all sessions of the principal, if it is this one's too. */
    private static SessionBody.@Nullable Ending ofAll(CookieState state, Denylist.Known known) {
        PrincipalRevocation principal = known.principal();
        if (principal == null || state.epoch() >= principal.epoch()) {
            return null;
        }
        PrincipalRevocation.Spared spared = principal.spared();
        boolean goesOn = spared != null && spared.key().equals(state.key().value()) && state.epoch() >= spared.since();
        return goesOn ? null : new SessionBody.Ending(principal.reason(), principal.at());
    }

    private SessionBody.@Nullable Ending expiry(CookieState state, Instant now) {
        SessionBody.Timing timing = state.body().timing();
        Instant end = Timings.end(timing, state.lastActiveAt(), policy.touchInterval());
        if (now.isBefore(end)) {
            return null;
        }
        Instant absolute = timing.absoluteAt();
        boolean byAbsolute = absolute != null && !absolute.isAfter(end);
        return new SessionBody.Ending(byAbsolute ? EndReason.ABSOLUTE : EndReason.IDLE, end);
    }

    private static SessionBody.@Nullable Ending earliest(
            SessionBody.@Nullable Ending one, SessionBody.@Nullable Ending other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.at().isBefore(one.at()) ? other : one;
    }

    private static SessionRevocation.Retired retired(SessionRevocation session, long generation) {
        List<SessionRevocation.Retired> retired = session.retired();
        long ago = session.current() - 1 - generation;
        return retired.get((int) Math.min(ago, retired.size() - 1L));
    }
}
