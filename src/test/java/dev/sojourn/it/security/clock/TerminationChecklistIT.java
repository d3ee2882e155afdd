package dev.sojourn.it.security.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sojourn.it.Answer;
import dev.sojourn.it.Visitor;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Statements 23 to 25; 22 and 26 are with the nodes. */
class TerminationChecklistIT extends OnProbe {

    @Test
    void s23_logout_while_fifty_slow_requests_are_in_flight_is_not_undone_by_any() {
        Visitor visitor = signedIn(fresh());
        Visitor saved = visitor.copy();
        String gate = "logout-" + visitor.key();
        List<CompletableFuture<Answer>> slow = IntStream.range(0, 50)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> i % 2 == 0
                                ? saved.copy().post("/probe/parked?then=cart&item=x&gate=" + gate)
                                : saved.copy().get("/probe/parked?then=who&gate=" + gate),
                        task -> new Thread(task).start()))
                .toList();
        await().until(() -> visitor().get("/probe/came?gate=" + gate).body().equals("50"));
        visitor.delete("/api/session").is(204);

        open(gate);

        assertThat(slow).allSatisfy(each -> {
            Answer answer = each.get();
            assertThat(answer.status()).as(answer.toString()).isIn(200, 401);
            assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        });
        thief(saved).get("/api/session").isNoSession("logout");
        assertThat(visitor().get("/probe/events?key=" + saved.key()).body()).containsOnlyOnce("Ended");
    }

    @Test
    void s24_ending_the_others_leaves_the_callers_session_and_ending_all_leaves_none() {
        String principal = fresh();
        List<Visitor> mine = Stream.generate(() -> signedIn(principal)).limit(4).toList();
        Visitor other = signedIn(fresh());

        assertThat(mine.get(0).delete("/api/me/sessions").is(200).json().getInt("ended"))
                .isEqualTo(3);
        mine.get(0).get("/api/session").is(200);
        mine.subList(1, 4).forEach(each -> each.get("/api/session").isNoSession("logout"));
        other.get("/api/session").is(200);

        signedIn(principal);
        assertThat(visitor().post("/probe/end-all?name=" + principal).body()).isEqualTo("2");
        mine.get(0).get("/api/session").isNoSession("admin");
        other.get("/api/session").is(200);
    }

    @Test
    void s25_changed_password_ends_all_sessions_but_the_one_it_was_changed_in() {
        String principal = fresh();
        Visitor here = signedIn(principal);
        Visitor there = signedIn(principal);

        assertThat(here.post("/probe/password-changed?name=" + principal)
                        .is(200)
                        .body())
                .isEqualTo("1");

        there.get("/api/session").isNoSession("account");
        here.get("/api/session").is(200);
    }

    @Test
    void s25_disabled_account_has_no_session_left() {
        String principal = fresh();
        List<Visitor> all = Stream.generate(() -> signedIn(principal)).limit(3).toList();

        assertThat(visitor().post("/probe/account-changed?name=" + principal).body())
                .isEqualTo("3");

        all.forEach(each -> each.get("/api/session").isNoSession("account"));
    }
}
