package dev.sojourn.it.security.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Answer;
import dev.sojourn.it.Together;
import dev.sojourn.it.Visitor;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Statements 12 to 16: fixation, rotation, renewal; and late answers. */
class FixationChecklistIT extends OnProbe {

    @Test
    void s12_login_into_an_anonymous_session_changes_the_secret_and_the_old_token_is_dead() {
        Visitor visitor = visitor();
        put(visitor, "tea").is(200);
        Visitor before = visitor.copy();

        login(visitor, fresh());

        assertThat(visitor.key()).isEqualTo(before.key());
        assertRotated(before, visitor);
    }

    @Test
    void s12_login_that_is_to_be_remembered_changes_the_secret_too() {
        Visitor visitor = visitor();
        put(visitor, "tea").is(200);
        Visitor before = visitor.copy();

        Answer answer =
                visitor.post("/probe/login?remember=yes&name=" + fresh()).is(200);

        assertThat(answer.setCookie(Visitor.SESSION)).singleElement().asString().contains("; Max-Age=1209600");
        assertRotated(before, visitor);
    }

    @Test
    void s12_reauthentication_changes_the_secret_and_the_old_token_is_dead() {
        String principal = fresh();
        Visitor visitor = signedIn(principal);
        Visitor before = visitor.copy();

        visitor.post("/probe/reauthenticate?name=" + principal).is(200);

        assertRotated(before, visitor);
    }

    @Test
    void s12_change_of_roles_changes_the_secret_and_the_old_token_is_dead() {
        Visitor visitor = signedIn(fresh());
        Visitor before = visitor.copy();

        visitor.post("/probe/roles?role=auditor").is(200);

        assertThat(visitor.get("/probe/who").body()).endsWith("[auditor]");
        assertRotated(before, visitor);
    }

    @Test
    void s12_rotation_on_demand_changes_the_secret_and_the_old_token_is_dead() {
        Visitor visitor = signedIn(fresh());
        Visitor before = visitor.copy();

        visitor.post("/api/session/rotation").is(200);

        assertRotated(before, visitor);
    }

    private void assertRotated(Visitor before, Visitor after) {
        assertThat(after.cookie(Visitor.SESSION)).isNotEqualTo(before.cookie(Visitor.SESSION));
        thief(before).get("/api/session").isNoSession("rotated");
        thief(before).post("/api/session/rotation").isNoSession("rotated");
        assertThat(events(after)).contains("Rotated");
        after.get("/api/session").is(200);
    }

    @Test
    void s13_data_of_before_the_login_is_not_in_the_session_of_who_signs_in() {
        Visitor attacker = visitor();
        put(attacker, "poison").is(200);
        Visitor victim = thief(attacker).withCookie(Visitor.CSRF, attacker.cookie(Visitor.CSRF));

        login(victim, fresh());

        assertThat(victim.get("/probe/cart").body()).isEqualTo("{}");
        assertThat(attacker.get("/probe/who").body()).isEqualTo("none");
    }

    /** The attacker's request is let in with the planted session and held back until its victim has signed in. */
    @Test
    void s13_request_begun_before_the_login_does_not_go_on_in_the_session_of_who_signed_in() throws Exception {
        Visitor attacker = visitor();
        put(attacker, "poison").is(200);
        String gate = "fixation-" + attacker.key();
        var planted = slow(gate, () -> attacker.copy().post("/probe/slow-cart?item=more&gate=" + gate));
        var token = slow(gate + "t", () -> attacker.copy().post("/probe/slow-csrf?gate=" + gate + "t"));
        Visitor victim = thief(attacker).withCookie(Visitor.CSRF, attacker.cookie(Visitor.CSRF));
        String principal = fresh();
        login(victim, principal);

        open(gate);
        open(gate + "t");

        assertThat(planted.get().isNoSession("rotated").body()).doesNotContain(principal);
        token.get().isNoSession("rotated");
        assertThat(victim.get("/probe/cart").body()).isEqualTo("{}");
    }

    @Test
    void s14_csrf_token_of_before_the_login_is_refused_after_it() {
        Visitor visitor = visitor();
        put(visitor, "tea").is(200);
        String old = visitor.cookie(Visitor.CSRF);
        login(visitor, fresh());

        visitor.call("POST", "/probe/cart?item=x").csrf(old).send().isProblem(403, "csrf");
        put(visitor, "milk").is(200);
    }

    @Test
    void s15_renewal_leads_twenty_tabs_to_one_successor() {
        Visitor visitor = signedIn(fresh());
        stayActive(visitor, RENEWAL);
        String old = visitor.cookie(Visitor.SESSION);

        List<Answer> answers =
                Together.run(20, i -> visitor.copy().get("/api/session").is(200));

        List<String> successors = answers.stream()
                .flatMap(answer -> answer.setCookie(Visitor.SESSION).stream())
                .map(line -> line.substring(0, line.indexOf(';')))
                .distinct()
                .toList();
        assertThat(successors).hasSize(1).doesNotContain(Visitor.SESSION + "=" + old);
        assertThat(answers).allSatisfy(answer -> answer.isPrivate());
        advance(GRACE.minusSeconds(1));
        Answer last = visitor.copy().get("/api/session").is(200);
        assertThat(last.setCookie(Visitor.SESSION)).singleElement().asString().startsWith(successors.get(0));
    }

    @Test
    void s16_superseded_token_after_its_grace_ends_the_session_with_an_event() {
        Visitor visitor = signedIn(fresh());
        Visitor thief = thief(visitor);
        visitor.post("/api/session/rotation").is(200);
        advance(GRACE.minusSeconds(1));
        thief.get("/api/session").isNoSession("rotated");
        visitor.get("/api/session").is(200);
        advance(Duration.ofSeconds(1));

        thief.get("/api/session").isNoSession("theft");

        visitor.get("/api/session").isNoSession("theft");
        assertThat(events(visitor)).contains("reason=THEFT");
    }

    @Test
    void s16_token_that_was_renewed_is_theft_after_the_grace_too() {
        Visitor visitor = signedIn(fresh());
        stayActive(visitor, RENEWAL);
        Visitor thief = thief(visitor);
        visitor.get("/api/session").is(200);
        assertThat(visitor.cookie(Visitor.SESSION)).isNotEqualTo(thief.cookie(Visitor.SESSION));
        advance(GRACE);

        thief.get("/api/session").isNoSession("theft");
        visitor.get("/api/session").isNoSession("theft");
    }

    /** The slow answer would carry the secret of the renewal, and by then there is a newer one. */
    @Test
    void late_answer_does_not_put_a_renewed_secret_over_a_newer_cookie() throws Exception {
        Visitor visitor = signedIn(fresh());
        stayActive(visitor, RENEWAL);
        String gate = "renewal-" + visitor.key();
        var late = slow(gate, () -> visitor.copy().get("/probe/slow?gate=" + gate));
        visitor.get("/api/session").is(200);
        visitor.post("/api/session/rotation").is(200);
        advance(GRACE.multipliedBy(2));

        open(gate);

        assertThat(late.get().is(200).headers().allValues("Set-Cookie")).isEmpty();
        visitor.get("/api/session").is(200);
    }

    /** A request of before the logout would otherwise become a visitor's first write, with a cookie. */
    @Test
    void late_answer_does_not_put_an_anonymous_session_over_a_newer_cookie() throws Exception {
        String principal = fresh();
        Visitor visitor = signedIn(principal);
        String gate = "anonymous-" + visitor.key();
        var late = slow(gate, () -> visitor.copy().post("/probe/slow-cart?item=x&gate=" + gate));
        visitor.delete("/api/session").is(204);
        login(visitor, principal);

        open(gate);

        late.get().isNoSession("logout");
        visitor.get("/api/session").is(200);
    }

    /** Uses it so often that it stays alive, without reaching the next renewal. */
    private void stayActive(Visitor visitor, Duration time) {
        Duration step = time.dividedBy(2);
        advance(step);
        visitor.get("/api/session").is(200);
        advance(step);
    }
}
