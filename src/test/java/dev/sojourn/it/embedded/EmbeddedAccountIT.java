package dev.sojourn.it.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Visitor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an application does when an account changes or goes, and what it is told when another client uses a session. */
class EmbeddedAccountIT extends InApplication {

    @Test
    void account_change_ends_all_sessions_of_the_principal_and_no_others() {
        Visitor one = signedIn("shopper-changed");
        Visitor two = signedIn("shopper-changed");
        Visitor other = signedIn("shopper-unchanged");

        assertThat(post(one, "/account").is(200).body()).isEqualTo("2");

        one.get(CONTEXT + "/inside/page.html").isNoSession("account");
        two.get(CONTEXT + "/inside/page.html").isNoSession("account");
        other.get(CONTEXT + "/inside/page.html").is(200);
    }

    @Test
    void account_change_may_spare_the_session_it_was_made_in() {
        Visitor here = signedIn("shopper-here");
        Visitor there = signedIn("shopper-here");

        assertThat(post(here, "/account/here").is(200).body()).isEqualTo("1");

        here.get(CONTEXT + "/inside/page.html").is(200);
        there.get(CONTEXT + "/inside/page.html").isNoSession("account");
    }

    @Test
    void erased_principal_is_unknown_and_may_come_again() {
        Visitor one = signedIn("shopper-erased");
        Visitor two = signedIn("shopper-erased");

        assertThat(post(one, "/erase").is(200).body()).isEqualTo("2");

        one.get(CONTEXT + "/inside/page.html").isNoSession("unknown");
        two.get(CONTEXT + "/inside/page.html").isNoSession("unknown");
        signedIn("shopper-erased").get(CONTEXT + "/inside/page.html").is(200);
    }

    @Test
    void another_address_or_agent_is_told_once_and_the_session_goes_on() {
        Visitor visitor = signedIn("shopper-moving");

        for (int i = 0; i < 3; i++) {
            visitor.call("GET", CONTEXT + "/shop/who")
                    .header("Forwarded", "for=203.0.113.5")
                    .header("User-Agent", "Another/1")
                    .send()
                    .is(200);
            get(visitor, "/who").is(200);
        }

        List<String> seen = get(visitor, "/events").is(200).body().lines().toList();
        assertThat(seen)
                .filteredOn(line -> line.contains(visitor.key()) && line.contains("AddressChanged"))
                .singleElement()
                .asString()
                .contains(visitor.address(), "203.0.113.5");
        assertThat(seen)
                .filteredOn(line -> line.contains(visitor.key()) && line.contains("AgentChanged"))
                .singleElement()
                .asString()
                .contains("Another/1");
    }
}
