package dev.sojourn.engine;

import dev.sojourn.EndReason;
import dev.sojourn.SessionKey;
import dev.sojourn.SessionToken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rules once more, as simply as they can be said: one thread, one list, no storage. */
final class RulesModel {

    static final Duration IDLE = Duration.ofMinutes(30);
    static final Duration ABSOLUTE = Duration.ofHours(2);
    static final Duration TOUCH = Duration.ofMinutes(1);
    static final Duration GRACE = Duration.ofSeconds(30);
    static final int LIMIT = 3;

    final List<Modelled> sessions = new ArrayList<>();
    Instant now;

    RulesModel(Instant start) {
        this.now = start;
    }

    /** A secret that is no longer the current one. */
    record Old(SessionToken token, Instant retiredAt) {}

    /** One session. */
    final class Modelled {
        final SessionKey key;
        final String principal;
        final Instant createdAt = now;
        final Map<String, String> attributes = new TreeMap<>();
        final List<Old> olds = new ArrayList<>();
        SessionToken token;
        Instant lastActiveAt = now;
        Instant extendedTo = Instant.MIN;
        EndReason reason;
        Instant endedAt;

        Modelled(String principal, SessionToken token) {
            this.principal = principal;
            this.key = token.key();
            this.token = token;
        }

        private Instant end(Duration slack) {
            Instant idle = lastActiveAt.plus(IDLE).plus(slack);
            Instant later = extendedTo.isAfter(idle) ? extendedTo : idle;
            Instant absolute = createdAt.plus(ABSOLUTE);
            return later.isBefore(absolute) ? later : absolute;
        }

        Instant promised() {
            return end(Duration.ZERO);
        }

        boolean written() {
            return reason != null;
        }

        boolean live() {
            return !written() && now.isBefore(end(TOUCH));
        }

        EndReason whyEnded() {
            if (written()) {
                return reason;
            }
            return end(TOUCH).equals(createdAt.plus(ABSOLUTE)) ? EndReason.ABSOLUTE : EndReason.IDLE;
        }

        Instant whenEnded() {
            return written() ? endedAt : end(TOUCH);
        }

        String word() {
            return live() ? "live" : whyEnded().code();
        }

        /** Ends it, or writes down that it had expired; whether it was live. */
        boolean end(EndReason why) {
            boolean live = live();
            if (!written()) {
                Instant when = live ? now : whenEnded();
                reason = live ? why : whyEnded();
                endedAt = when;
                attributes.clear();
            }
            return live;
        }

        void touchIfDue() {
            if (!now.isBefore(lastActiveAt.plus(TOUCH))) {
                lastActiveAt = now;
            }
        }

        void rotated(SessionToken next) {
            olds.add(0, new Old(token, now));
            if (olds.size() > Secrets.REMEMBERED) {
                olds.remove(Secrets.REMEMBERED);
            }
            token = next;
            lastActiveAt = now;
        }

        String wordFor(Old old) {
            if (!live()) {
                end(EndReason.THEFT);
            } else if (!now.isBefore(old.retiredAt().plus(GRACE))) {
                end(EndReason.THEFT);
            } else {
                return "rotated";
            }
            return word();
        }
    }

    List<Modelled> of(String principal) {
        return sessions.stream().filter(one -> one.principal.equals(principal)).toList();
    }

    List<Modelled> liveOf(String principal) {
        return of(principal).stream().filter(Modelled::live).toList();
    }

    /** The least recently active make room. What expired may be written down on the way, if anybody looked at it. */
    void create(String principal, SessionToken token) {
        List<Modelled> live = liveOf(principal).stream()
                .sorted(Comparator.comparing((Modelled one) -> one.lastActiveAt)
                        .thenComparing(one -> one.createdAt)
                        .thenComparing(one -> one.key.value()))
                .toList();
        live.subList(0, Math.max(0, live.size() - LIMIT + 1)).forEach(one -> one.end(EndReason.EVICTED));
        sessions.add(new Modelled(principal, token));
    }

    int endAll(String principal, EndReason why, SessionKey except) {
        return (int) of(principal).stream()
                .filter(one -> !one.key.equals(except))
                .filter(one -> one.end(why))
                .count();
    }

    int cleanup() {
        return (int) sessions.stream()
                .filter(one -> !one.written() && !one.live())
                .peek(one -> one.end(EndReason.IDLE))
                .count();
    }
}
