package dev.sojourn.it.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Answer;
import dev.sojourn.it.Together;
import dev.sojourn.it.Visitor;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Injection into the application's beans, and the events that they see. */
class EmbeddedBeansIT extends InApplication {

    /** The weakness "identity mixed up between threads". */
    @RepeatedTest(5)
    void application_scoped_bean_sees_each_requests_own_session() {
        List<Visitor> two = List.of(signedIn("shopper-left"), signedIn("shopper-right"));

        List<Answer> answers = Together.run(2, i -> get(two.get(i), "/meeting"));

        assertThat(answers.get(0).is(200).body()).isEqualTo("shopper-left shopper-left shopper-left");
        assertThat(answers.get(1).is(200).body()).isEqualTo("shopper-right shopper-right shopper-right");
    }

    @Test
    void many_requests_on_few_threads_never_mix_identities() {
        List<Visitor> visitors = IntStream.range(0, 8)
                .mapToObj(i -> signedIn("shopper-many-" + i))
                .toList();

        Together.run(8, i -> {
            for (int round = 0; round < 25; round++) {
                assertThat(get(visitors.get(i), "/meeting/alone").is(200).body())
                        .isEqualTo("shopper-many-" + i);
            }
            return i;
        });
    }

    @Test
    void enterprise_bean_sees_the_session_of_its_caller() {
        assertThat(get(signedIn("shopper-ejb"), "/orders").is(200).body()).isEqualTo("shopper-ejb");
    }

    @Test
    void asynchronous_enterprise_bean_has_the_manager_and_no_session() {
        assertThat(get(signedIn("shopper-later"), "/orders/later").is(200).body())
                .isEqualTo("true 1");
    }

    @Test
    void timer_has_the_manager_and_no_session() {
        assertThat(get(visitor(), "/timer").is(200).body()).isEqualTo("true true");
    }

    @Test
    void thread_of_the_managed_executor_has_no_session() {
        assertThat(get(signedIn("shopper-executor"), "/executor").is(200).body())
                .isEqualTo("true");
    }

    @Test
    void health_is_told_while_the_managed_executor_has_no_thread_left() {
        assertThat(get(visitor(), "/health-amid-work").is(200).body()).isEqualTo("true");
    }

    @Test
    void asynchronous_manager_answers() {
        assertThat(get(signedIn("shopper-stage"), "/async-manager").is(200).body())
                .isEqualTo("[shopper-stage]");
    }

    @Test
    void rollback_does_not_undo_a_logout() {
        Visitor visitor = signedIn("shopper-rollback");

        assertThat(post(visitor(), "/end", "key", visitor.key()).is(200).body()).isEqualTo("true false");

        assertThat(get(visitor, "/who").body()).endsWith("none");
    }

    @Test
    void observers_see_every_step() {
        Visitor visitor = visitor();
        post(visitor, "/cart", "item", "tea").is(200);
        String key = visitor.key();
        signIn(visitor, "shopper-events").is(200);
        form(visitor, "/cart", "item", "x").csrf("wrong").send().isProblem(403, "csrf");
        String secret = visitor.cookie(Visitor.SESSION).split("\\.", -1)[1];
        post(visitor, "/logout").is(200);

        List<String> events = get(visitor(), "/events")
                .is(200)
                .body()
                .lines()
                .filter(line -> line.contains(key))
                .map(line -> line.replaceAll("\\[.*", ""))
                .toList();

        assertThat(events).containsExactly("Created", "Rotated", "Authenticated", "CsrfRefused", "Ended");
        assertThat(get(visitor(), "/events").body())
                .contains("application=/mall")
                .contains("reason=LOGOUT")
                .doesNotContain(secret);
    }

    @Test
    void asynchronous_observer_is_told() throws InterruptedException {
        Visitor visitor = signedIn("shopper-observer");
        String key = visitor.key();
        post(visitor, "/logout").is(200);

        String later = "";
        for (int i = 0; i < 200 && !later.contains(key); i++) {
            later = get(visitor(), "/events/later").is(200).body();
        }

        assertThat(later).contains(key);
    }
}
