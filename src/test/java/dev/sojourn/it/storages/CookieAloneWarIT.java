package dev.sojourn.it.storages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Visitor;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** The WAR with sessions in cookies and no denylist: logout is up to the client. */
class CookieAloneWarIT extends OnStorage {

    @Deployment(testable = false)
    static WebArchive war() {
        return war("cookie", CookieWarIT.KEYS, "sojourn.cookie-storage.revocation=none");
    }

    @Override
    String storage() {
        return "cookie";
    }

    @Override
    @Test
    void session_is_made_used_changed_and_ended() {
        Visitor visitor = signedIn(Accounts.fresh());
        visitor.patch("/api/session/attributes", "{\"ui.theme\":\"dark\"}").is(200);
        visitor.post("/api/session/rotation").is(200);
        assertThat(visitor.session().getJsonObject("attributes").getString("ui.theme"))
                .isEqualTo("dark");
        Visitor copy = visitor.copy();

        visitor.delete("/api/session").is(204);

        visitor.get("/api/session").isNoSession("missing");
        // as documented
        copy.session();
    }

    @Override
    @Test
    void administrator_finds_and_ends_the_sessions_of_a_user() {
        Visitor admin = signedIn(Accounts.ADMIN);
        Visitor user = signedIn(Accounts.fresh());
        admin.get("/api/admin/sessions").isProblem(501, "not-supported");
        admin.get("/api/admin/sessions/" + user.session().getString("key")).isProblem(501, "not-supported");
        admin.delete("/api/admin/sessions/" + user.session().getString("key")).isProblem(501, "not-supported");

        user.session();
    }

    @Override
    @Test
    void devices_are_listed_and_ended_from_another() {
        Visitor visitor = signedIn(Accounts.fresh());
        visitor.get("/api/me/sessions").isProblem(501, "not-supported");
        visitor.delete("/api/me/sessions").isProblem(501, "not-supported");
        visitor.session();
    }

    @Override
    @Test
    void sixth_session_of_a_user_ends_the_one_that_was_unused_for_longest() {
        String account = Accounts.fresh();
        Visitor first = signedIn(account);
        for (int i = 0; i < 5; i++) {
            signedIn(account);
        }
        first.session();
    }
}
