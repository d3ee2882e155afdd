package dev.sojourn.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Answer;
import dev.sojourn.it.OnServer;
import dev.sojourn.it.Together;
import dev.sojourn.it.Visitor;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Requests that meet. */
class RacesIT extends OnServer {

    /** Statement 23. */
    @RepeatedTest(3)
    void logout_among_fifty_requests_fails_none_and_nothing_revives_the_session() {
        Visitor visitor = signedIn(Accounts.fresh());
        Visitor saved = visitor.copy();

        List<Answer> answers = Together.run(51, i -> {
            Visitor tab = saved.copy();
            return switch (i) {
                case 25 -> tab.delete("/api/session");
                default ->
                    i % 3 == 0
                            ? tab.patch("/api/session/attributes", "{\"ui.n" + i + "\":1}")
                            : tab.get(i % 3 == 1 ? "/api/session" : "/api/me/sessions");
            };
        });

        assertThat(answers).extracting(Answer::status).isSubsetOf(200, 204, 401);
        assertThat(answers.get(25).status()).isEqualTo(204);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 401)
                .allSatisfy(answer -> answer.isNoSession("logout"));
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 204)
                .allSatisfy(answer ->
                        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty());
        saved.get("/api/session").isNoSession("logout");
    }

    @Test
    void of_many_logouts_one_ends_the_session() {
        Visitor saved = signedIn(Accounts.fresh()).copy();

        List<Answer> answers = Together.run(20, i -> saved.copy().delete("/api/session"));

        assertThat(answers).extracting(Answer::status).containsOnly(204, 401).containsOnlyOnce(204);
    }

    /** Statement 30. */
    @Test
    void of_many_logins_at_once_five_are_live() {
        String account = Accounts.fresh();

        // five at a time: more could all be guesses, and would be refused by the limit of attempts
        List<Visitor> visitors =
                Together.run(
                                5,
                                i -> Stream.generate(() -> signedIn(account))
                                        .limit(8)
                                        .toList())
                        .stream()
                        .flatMap(List::stream)
                        .toList();

        assertThat(visitors)
                .filteredOn(each -> each.get("/api/session").status() == 200)
                .hasSize(5);
        assertThat(visitors)
                .extracting(each -> each.get("/api/session"))
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> answer.isNoSession("evicted"));
    }

    @Test
    void of_many_rotations_one_wins() {
        Visitor saved = signedIn(Accounts.fresh()).copy();

        List<Visitor> tabs = Together.run(12, i -> {
            Visitor tab = saved.copy();
            Answer answer = tab.post("/api/session/rotation");
            assertThat(answer.status()).as(answer.toString()).isIn(200, 401);
            return tab;
        });

        assertThat(tabs)
                .filteredOn(tab -> tab.get("/api/session").status() == 200)
                .hasSize(1);
    }
}
