package dev.sojourn.it.security.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Visitor;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Statements 17 to 21. The sweeper does not run. */
class TimeoutChecklistIT extends OnProbe {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void s17_idle_session_is_good_a_second_before_its_time_and_dead_a_second_after() {
        Visitor visitor = signedIn(fresh());
        advance(IDLE.minus(SECOND));
        visitor.get("/api/session").is(200);
        advance(IDLE.minus(SECOND));
        visitor.get("/api/session").is(200);

        advance(IDLE.plus(SECOND));

        visitor.get("/api/session").isNoSession("idle");
        assertThat(events(visitor)).contains("reason=IDLE");
    }

    @Test
    void s18_steady_activity_does_not_pass_the_absolute_timeout() {
        Visitor visitor = signedIn(fresh());
        Instant end = Instant.parse(visitor.session().getString("createdAt")).plus(ABSOLUTE);
        Duration step = Duration.ofMinutes(20);
        for (Duration passed = step; passed.compareTo(ABSOLUTE) < 0; passed = passed.plus(step)) {
            advance(step);
            assertThat(Instant.parse(visitor.session().getString("expiresAt"))).isBeforeOrEqualTo(end);
        }
        advance(step.minus(SECOND));
        visitor.get("/api/session").is(200);

        advance(SECOND.multipliedBy(2));

        visitor.get("/api/session").isNoSession("absolute");
    }

    @Test
    void s19_passive_requests_do_not_move_the_idle_expiry() {
        Visitor byHeader = signedIn(fresh());
        Visitor byPath = signedIn(fresh());
        for (int i = 0; i < 3; i++) {
            advance(IDLE.dividedBy(4));
            byHeader.call("GET", "/api/session")
                    .header("X-Session-Passive", "true")
                    .send()
                    .is(200);
            byPath.get("/probe/count").is(200);
        }
        advance(IDLE.dividedBy(4).plus(SECOND));

        byHeader.get("/api/session").isNoSession("idle");
        byPath.get("/api/session").isNoSession("idle");
    }

    /** A cookie has no expiry that comes back to the server; what a client adds is another cookie. */
    @Test
    void s20_expiry_that_the_client_changes_changes_nothing() {
        Visitor visitor = visitor();
        visitor.post("/probe/login?remember=yes&name=" + fresh()).is(200);
        String kept = visitor.cookie(Visitor.SESSION);
        String brief = signedIn(fresh()).cookie(Visitor.SESSION);
        advance(IDLE.plus(SECOND));

        visitor()
                .call("GET", "/api/session")
                .header("Cookie", "session_id=" + brief + "; Max-Age=99999999; Expires=Fri, 01 Jan 2100 00:00:00 GMT")
                .send()
                .isNoSession("idle");
        advance(Duration.ofDays(14));
        visitor()
                .call("GET", "/api/session")
                .header("Cookie", "session_id=" + kept + "; Max-Age=99999999")
                .send()
                .isNoSession("absolute");
    }

    @Test
    void s21_clock_of_the_client_changes_nothing() {
        Visitor visitor = signedIn(fresh());
        advance(IDLE.plus(SECOND));

        visitor.call("GET", "/api/session")
                .header("Date", "Sat, 01 Jan 2000 00:00:00 GMT")
                .header("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT")
                .send()
                .isNoSession("idle");
        Visitor next = signedIn(fresh());
        String before = next.session().getString("lastActiveAt");
        assertThat(next.call("GET", "/api/session")
                        .header("Date", "Fri, 01 Jan 2100 00:00:00 GMT")
                        .send()
                        .is(200)
                        .json()
                        .getString("lastActiveAt"))
                .isEqualTo(before);
    }
}
