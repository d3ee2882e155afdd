package dev.sojourn.cookie;

import dev.sojourn.ClientDetails;
import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.SessionKey;
import dev.sojourn.SessionNotLiveException;
import dev.sojourn.SessionToken;
import dev.sojourn.SessionTooLargeException;
import dev.sojourn.StorageException;
import dev.sojourn.Touch;
import dev.sojourn.Validation;
import dev.sojourn.codec.CookieState;
import dev.sojourn.codec.Seen;
import dev.sojourn.codec.SessionBody;
import dev.sojourn.cookie.Cookies.Presented;
import dev.sojourn.cookie.Judge.Bad;
import dev.sojourn.cookie.Judge.Good;
import dev.sojourn.cookie.Judge.Judgement;
import dev.sojourn.engine.CheckedTokenSource;
import dev.sojourn.engine.Deadline;
import dev.sojourn.engine.HijackCheck;
import dev.sojourn.engine.RefusalLog;
import dev.sojourn.engine.SessionPolicy;
import dev.sojourn.engine.Timings;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.event.SessionEvents;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import dev.sojourn.store.Bytes;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Finds the live session in a cookie, and makes its next cookie: for a touch, a renewal, a change or a rotation. Safe for many threads. */
final class LiveCookies {

    private static final Log LOG = Log.of(LiveCookies.class);

    /** Of each kind; a cookie has less room than a record. */
    private static final int MOST_SEEN = 8;

    private final Denylist denylist;
    private final Cookies cookies;
    private final Judge judge;
    private final HijackCheck hijack;
    private final SessionPolicy policy;
    private final Clock clock;
    private final CheckedTokenSource random;
    private final SessionEvents events;

    LiveCookies(
            Denylist denylist,
            Cookies cookies,
            SessionPolicy policy,
            Clock clock,
            CheckedTokenSource random,
            SessionEvents events) {
        this.denylist = denylist;
        this.cookies = cookies;
        this.judge = new Judge(policy);
        this.hijack = new HijackCheck(policy.hijack(), events);
        this.policy = policy;
        this.clock = clock;
        this.random = random;
        this.events = events;
    }

    /** A live session, and the application that created it. */
    record Live(String application, CookieState state) {}

    /** In milliseconds, which is what cookies keep. */
    Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    /** New secrets but for the secret itself, which is the cookie. */
    SessionBody.Secrets newSecrets(Instant now) {
        return new SessionBody.Secrets(
                Bytes.EMPTY, now, Bytes.EMPTY, Bytes.copyOf(random.next(policy.csrfBytes())), List.of());
    }

    Validation validate(String token, Touch touch, ClientDetails client) {
        Presented presented = SessionToken.parse(token).map(cookies::open).orElse(null);
        if (presented == null) {
            var unknown = new Validation.Unknown();
            RefusalLog.tell(null, unknown, "no cookie that can be opened with the keys of this application");
            return unknown;
        }
        return denylist.operation(() -> {
            Judgement judgement = judged(presented);
            return judgement instanceof Good good
                    ? live(presented.application(), good, touch, client)
                    : notLive(presented, judgement);
        });
    }

    /** Whether the token is of the newest generation of a live session; of two cookies of one generation nobody knows the newer. */
    boolean isCurrent(SessionToken token) {
        Presented presented = cookies.open(token);
        return presented != null && denylist.operation(() -> judged(presented) instanceof Good good && !good.renewed());
    }

    /** The live session that the token opens, or the reason why not as an exception. */
    Live require(SessionToken token) {
        Presented presented = cookies.open(token);
        if (presented == null) {
            throw new SessionNotLiveException(new Validation.Unknown());
        }
        Judgement judgement = judged(presented);
        if (judgement instanceof Good good) {
            return new Live(presented.application(), good.state());
        }
        throw new SessionNotLiveException(notLive(presented, judgement));
    }

    /** A new cookie of the same generation; nothing is written. */
    IssuedSession changed(SessionToken token, UnaryOperator<CookieState> change) {
        return denylist.operation(() -> {
            Live live = require(token);
            return cookies.issue(live.application(), change.apply(live.state()));
        });
    }

    /** A cookie of a new generation, with a new CSRF token; those before are dead at once. */
    IssuedSession rotated(SessionToken token, Function<Live, CookieState> change) {
        return denylist.operation(() -> {
            var deadline = new Deadline(policy.deadline());
            while (true) {
                Live live = require(token);
                Instant now = now();
                CookieState old = live.state();
                CookieState changed = change.apply(live);
                CookieState next = changed.with(changed.body().withSecrets(newSecrets(now)))
                        .at(old.generation() + 1, changed.epoch())
                        .touched(now);
                // before the old cookie dies: it may be too large
                IssuedSession issued = cookies.issue(live.application(), next);
                Instant until = later(until(old), until(next));
                if (denylist.supersede(old.key(), old.generation(), false, now, until)) {
                    tellRotated(live.application(), next, now);
                    return issued;
                }
                // somebody else rotated, renewed or ended it meanwhile; the next look tells
                deadline.afterConflict();
            }
        });
    }

    /** Ends the session; false where it has ended already. Without a denylist only its client forgets it. */
    boolean end(Live live, EndReason reason) {
        Instant now = now();
        CookieState state = live.state();
        boolean won = !denylist.isKept() || denylist.end(state.key(), reason, now, until(state));
        if (won) {
            events.publish(
                    new SessionEvent.Ended(now, state.key(), live.application(), state.principal(), reason, null));
        }
        return won;
    }

    private Judgement judged(Presented presented) {
        return judge.judge(presented.state(), denylist.find(presented.application(), presented.state()), now());
    }

    private Validation live(String application, Good good, Touch touch, ClientDetails client) {
        CookieState state = good.state();
        List<HijackCheck.Report> reports = new ArrayList<>();
        HijackCheck.Finding finding = check(state, client);
        // at most one of the address and one of the agent: what is noted is not found again
        while (finding instanceof HijackCheck.Report report) {
            reports.add(report);
            state = state.with(state.body().withSeen(newest(report.seen())));
            finding = check(state, client);
        }
        if (finding instanceof HijackCheck.Ending ending) {
            return hijacked(new Live(application, state), ending);
        }
        Validation.Live answer = answer(application, state, good.renewed(), !reports.isEmpty(), touch);
        for (HijackCheck.Report report : reports) {
            tell(new Live(application, state), report);
        }
        return answer;
    }

    private HijackCheck.Finding check(CookieState state, ClientDetails client) {
        return hijack.check(state.key(), state.body(), client);
    }

    private void tell(Live live, HijackCheck.Report report) {
        CookieState state = live.state();
        var owner = new HijackCheck.Owner(
                state.key(), live.application(), state.principal(), state.body().client());
        hijack.tell(report, owner, now());
    }

    private static Seen newest(Seen seen) {
        return new Seen(newest(seen.addresses()), newest(seen.agents()));
    }

    private static List<Long> newest(List<Long> digests) {
        return digests.subList(0, Math.min(MOST_SEEN, digests.size()));
    }

    /** Ends it; where no end can be kept, this client is refused for as long as it is another one. */
    private Validation hijacked(Live live, HijackCheck.Ending ending) {
        Validation.NotLive answer = hijackEnded(live, ending);
        RefusalLog.tell(live.state().key(), answer, "another client used it");
        return answer;
    }

    private Validation.NotLive hijackEnded(Live live, HijackCheck.Ending ending) {
        CookieState state = live.state();
        if (!denylist.isKept()) {
            tell(live, ending.told());
            return new Validation.Ended(state.key(), state.principal(), ending.reason(), now());
        }
        if (end(live, ending.reason())) {
            tell(live, ending.told());
        }
        return judged(new Presented(live.application(), state)) instanceof Bad bad
                ? bad.why()
                : new Validation.Unknown();
    }

    /** The live session, with the next cookie where its client needs one. */
    private Validation.Live answer(
            String application, CookieState state, boolean renewed, boolean changed, Touch touch) {
        CookieState due = next(application, new Good(state, renewed), touch);
        CookieState next = due == null && changed ? state : due;
        if (next == null) {
            return unchanged(application, state);
        }
        try {
            IssuedSession issued = cookies.reissue(application, next);
            return new Validation.Live(issued.session(), issued.csrf(), Optional.of(issued.token()));
        } catch (SessionTooLargeException full) {
            // a change is refused before it comes to that; only a longer name of the cookie or the key can
            LOG.because(full, Message.TOUCH_TOO_LARGE);
            return unchanged(application, state);
        }
    }

    private Validation.Live unchanged(String application, CookieState state) {
        return new Validation.Live(cookies.session(application, state), cookies.csrf(state), Optional.empty());
    }

    /** What the client's cookie must hold from now on, or null where the one that it has will do. */
    private @Nullable CookieState next(String application, Good good, Touch touch) {
        CookieState state = good.state();
        Instant now = now();
        CookieState touched = touch == Touch.YES ? state.touched(now) : state;
        if (good.renewed()) {
            return touched;
        }
        if (renewalDue(state, now) && renewed(state, now)) {
            SessionBody.Secrets old = state.body().secrets();
            var secrets = new SessionBody.Secrets(old.hash(), now, old.salt(), old.csrf(), List.of());
            CookieState renewed =
                    touched.with(touched.body().withSecrets(secrets)).at(state.generation() + 1, state.epoch());
            tellRotated(application, renewed, now);
            return renewed;
        }
        boolean touchDue = touch == Touch.YES
                && now.isAfter(state.lastActiveAt())
                && !now.isBefore(Timings.plus(state.lastActiveAt(), policy.touchInterval()));
        return touchDue ? touched : null;
    }

    private boolean renewalDue(CookieState state, Instant now) {
        return policy.renewalInterval() != null
                && !now.isBefore(Timings.plus(state.body().secrets().issuedAt(), policy.renewalInterval()));
    }

    /** Whether this call renewed it; a renewal that fails shall not fail the request. */
    private boolean renewed(CookieState state, Instant now) {
        try {
            return denylist.supersede(state.key(), state.generation(), true, now, until(state));
        } catch (StorageException down) {
            LOG.because(down, Message.NOT_RENEWED);
            return false;
        }
    }

    private Validation.NotLive notLive(Presented presented, Judgement judgement) {
        SessionKey key = presented.state().key();
        if (judgement instanceof Bad bad) {
            RefusalLog.tell(key, bad.why(), "by the cookie and what is known of sessions that are over");
            return bad.why();
        }
        // superseded too long ago: theft
        boolean unused = end(new Live(presented.application(), presented.state()), EndReason.THEFT);
        Validation.NotLive answer = judged(presented) instanceof Bad bad ? bad.why() : new Validation.Unknown();
        RefusalLog.tell(key, answer, "a superseded cookie came after its grace: somebody holds a copy");
        return answer;
    }

    private void tellRotated(String application, CookieState state, Instant now) {
        events.publish(new SessionEvent.Rotated(now, state.key(), application, state.principal()));
    }

    /** Until when it has to be known that a cookie is over: then it is over anyway. */
    private static Instant until(CookieState state) {
        Instant absolute = state.body().timing().absoluteAt();
        return absolute == null ? Instant.MAX : absolute;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
