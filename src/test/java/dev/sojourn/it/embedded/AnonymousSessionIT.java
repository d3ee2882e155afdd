package dev.sojourn.it.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Answer;
import dev.sojourn.it.Visitor;
import org.junit.jupiter.api.Test;

/** Visitors who have not signed in. */
class AnonymousSessionIT extends InApplication {

    /** Statement 33. */
    @Test
    void visitor_who_writes_nothing_gets_no_session() {
        Answer answer = get(visitor(), "/who").is(200);

        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void first_write_stores_a_session_and_gives_a_cookie() {
        Visitor visitor = visitor();

        Answer answer = post(visitor, "/cart", "item", "tea").is(200);

        assertThat(answer.setCookie(Visitor.SESSION)).hasSize(1);
        assertThat(answer.setCookie(Visitor.CSRF)).hasSize(1);
        assertThat(answer.body()).isEqualTo(visitor.key());
        assertThat(get(visitor, "/cart").is(200).body()).isEqualTo("{cart=\"tea\", draft=\"x\"}");
        assertThat(get(visitor, "/who").body()).isEqualTo("nobody null false false " + visitor.key());
        visitor.get(InApplication.CONTEXT + "/inside/page.html").isNoSession("missing");
    }

    @Test
    void later_writes_need_the_csrf_token_and_send_no_cookie() {
        Visitor visitor = visitor();
        post(visitor, "/cart", "item", "tea").is(200);

        assertThat(post(visitor, "/cart", "item", "milk").is(200).headers().allValues("Set-Cookie"))
                .isEmpty();
        form(visitor, "/cart", "item", "poison").csrf(null).send().isProblem(403, "csrf");
        assertThat(get(visitor, "/cart").body()).contains("milk");
    }

    @Test
    void first_write_after_the_response_is_committed_is_refused() {
        assertThat(post(visitor(), "/late").is(200).body()).isEqualTo("begun refused");
    }

    /** Statements 12 to 14. */
    @Test
    void login_upgrades_it_and_keeps_only_what_is_declared() {
        Visitor visitor = visitor();
        post(visitor, "/cart", "item", "tea").is(200);
        Visitor before = visitor.copy();

        signIn(visitor, "shopper-upgrade").is(200);

        assertThat(visitor.key()).isEqualTo(before.key());
        assertThat(visitor.cookie(Visitor.SESSION)).isNotEqualTo(before.cookie(Visitor.SESSION));
        assertThat(get(visitor, "/cart").body()).isEqualTo("{cart=\"tea\"}");
        assertThat(get(before, "/who").body()).isEqualTo("nobody null false false none");
        form(visitor, "/cart", "item", "x")
                .csrf(before.cookie(Visitor.CSRF))
                .send()
                .isProblem(403, "csrf");
    }
}
