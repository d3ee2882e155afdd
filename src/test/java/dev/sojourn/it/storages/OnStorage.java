package dev.sojourn.it.storages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Answer;
import dev.sojourn.it.Deployments;
import dev.sojourn.it.Visitor;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Base of the tests of the WAR over one storage: what a user and an operator see is the same with all of them. */
@ArquillianTest
abstract class OnStorage {

    @ArquillianResource
    URI server;

    /** The name in {@code sojourn.storage}. */
    abstract String storage();

    static WebArchive war(String storage, String... configuration) {
        List<String> lines = new ArrayList<>(List.of(
                "sojourn.storage=" + storage,
                "sojourn.rest.readable-attributes=ui.*",
                "sojourn.rest.writable-attributes=ui.*",
                // so that every Visitor has an address of its own
                "sojourn.web.trusted-proxies=127.0.0.1"));
        lines.addAll(List.of(configuration));
        return Deployments.warWithAccounts(lines.toArray(String[]::new));
    }

    @Test
    void session_is_made_used_changed_and_ended() {
        String account = Accounts.fresh();
        Visitor visitor = signedIn(account);
        String token = visitor.cookie(Visitor.SESSION);

        assertThat(visitor.session().getString("principal")).isEqualTo(account);
        visitor.patch("/api/session/attributes", "{\"ui.theme\":\"dark\",\"ui.size\":3}")
                .is(200);
        visitor.patch("/api/session/attributes", "{\"ui.size\":null}").is(200);
        assertThat(visitor.session().getJsonObject("attributes")).containsOnlyKeys("ui.theme");
        visitor.post("/api/session/rotation").is(200);
        assertThat(visitor.session().getJsonObject("attributes").getString("ui.theme"))
                .isEqualTo("dark");
        new Visitor(server)
                .withCookie(Visitor.SESSION, token)
                .get("/api/session")
                .isNoSession("rotated");

        Visitor copy = visitor.copy();
        visitor.delete("/api/session").is(204);

        copy.get("/api/session").isNoSession("logout");
    }

    @Test
    void devices_are_listed_and_ended_from_another() {
        String account = Accounts.fresh();
        Visitor first = signedIn(account);
        Visitor second = signedIn(account);

        assertThat(keys(second)).containsExactlyInAnyOrder(first.key(), second.key());
        second.delete("/api/me/sessions/" + first.key()).is(204);

        first.get("/api/session").isNoSession("logout");
        assertThat(keys(second)).containsExactly(second.key());
    }

    @Test
    void administrator_finds_and_ends_the_sessions_of_a_user() {
        Visitor admin = signedIn(Accounts.ADMIN);
        String account = Accounts.fresh();
        Visitor user = signedIn(account);
        String search = "/api/admin/sessions?state=active&principal=" + account;

        assertThat(listed(admin.get(search))).containsExactly(user.key());
        admin.delete("/api/admin/sessions/" + user.key()).is(204);

        user.get("/api/session").isNoSession("admin");
        assertThat(listed(admin.get(search))).isEmpty();
        checkAudit(admin, user.key());
    }

    /** Where the storage keeps a history, it says who ended the session. */
    void checkAudit(Visitor admin, String ended) {
        admin.get("/api/admin/audit?key=" + ended).isProblem(501, "not-supported");
    }

    /** Of a session that an administrator has just ended. */
    void checkHistory(Visitor admin, String ended) {
        List<JsonObject> entries = admin.get("/api/admin/audit?key=" + ended)
                .is(200)
                .json()
                .getJsonArray("items")
                .getValuesAs(JsonObject.class);
        assertThat(entries)
                .extracting(entry -> entry.getString("type"), entry -> entry.getString("by", null))
                .containsExactlyInAnyOrder(
                        tuple("created", null), tuple("ended", Accounts.ADMIN), tuple("administered", Accounts.ADMIN));
        assertThat(entries)
                .as("who searches for the user finds also what was done to the session")
                .extracting(entry -> entry.getString("principal", null))
                .doesNotContainNull()
                .hasSize(3);
        String csv = admin.get("/api/admin/audit/export?format=csv&key=" + ended)
                .is(200)
                .body();
        assertThat(csv.lines()).hasSize(4).first().asString().startsWith("at,type,key,");
        Answer lines =
                admin.get("/api/admin/audit/export?format=jsonl&key=" + ended).is(200);
        assertThat(lines.body().lines())
                .hasSize(4)
                .allSatisfy(line -> assertThat(line).startsWith("{\"at\":").endsWith("}"));
        assertThat(lines.header("Content-Disposition")).contains("attachment; filename=\"audit.jsonl\"");
        lines.isPrivate();
    }

    private static List<String> listed(Answer answer) {
        return answer.is(200).json().getJsonArray("items").getValuesAs(JsonObject.class).stream()
                .map(item -> item.getString("key"))
                .toList();
    }

    @Test
    void sixth_session_of_a_user_ends_the_one_that_was_unused_for_longest() {
        String account = Accounts.fresh();
        Visitor first = signedIn(account);
        Visitor last = first;
        for (int i = 0; i < 5; i++) {
            last = signedIn(account);
        }

        first.get("/api/session").isNoSession("evicted");
        assertThat(keys(last)).hasSize(5).doesNotContain(first.key());
    }

    @Test
    void sixth_guess_is_refused() {
        String account = Accounts.fresh();
        for (int i = 0; i < 5; i++) {
            new Visitor(server).signIn(account, "guess").isProblem(401, "bad-credentials");
        }

        Answer answer = new Visitor(server).signIn(account).isProblem(429, "login-blocked");

        assertThat(answer.header("Retry-After")).isPresent();
    }

    @Test
    void health_names_the_storage() {
        awaitUp();

        assertThat(new Visitor(server).get("/api/health").json().getString("storage"))
                .isEqualTo(storage());
    }

    Visitor signedIn(String account) {
        return Visitor.signedIn(server, account);
    }

    /** That nothing is let in and everybody is told when to come back. */
    void assertDown(Visitor signedIn) {
        Answer answer = signedIn.get("/api/session").isProblem(503, "storage-unavailable");
        assertThat(Integer.parseInt(answer.header("Retry-After").orElseThrow())).isPositive();
        new Visitor(server).signIn(Accounts.ALICE).isProblem(503, "storage-unavailable");
        // a page that asks for no session, though the server asks for the caller on the way to it
        signedIn.get("/").is(200);
        assertThat(new Visitor(server).get("/api/health").is(503).json().getString("status"))
                .isEqualTo("down");
    }

    void awaitUp() {
        await("the storage is back")
                .atMost(Duration.ofSeconds(30))
                .until(() -> new Visitor(server).get("/api/health").status() == 200);
    }

    private static List<String> keys(Visitor visitor) {
        return visitor.get("/api/me/sessions").is(200).json().getJsonArray("items").stream()
                .map(JsonValue::asJsonObject)
                .map(item -> item.getString("key"))
                .toList();
    }
}
