package dev.sojourn.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Answer;
import dev.sojourn.it.OnServer;
import dev.sojourn.it.Visitor;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /api/admin/sessions} and {@code /api/admin/cleanup}, and the audit where there is none. */
class AdminSessionsIT extends OnServer {

    private static final String SESSIONS = "/api/admin/sessions";

    private final List<String> keys = new ArrayList<>();

    private static List<JsonObject> items(Answer page) {
        assertThat(page.is(200).isPrivate().json()).containsOnlyKeys("items", "nextCursor");
        return page.json().getJsonArray("items").getValuesAs(JsonObject.class);
    }

    private static List<String> keys(Answer page) {
        return items(page).stream().map(item -> item.getString("key")).toList();
    }

    @Test
    void sessions_of_a_user_are_found_newest_first() {
        Visitor admin = signedIn(Accounts.ADMIN);
        String account = Accounts.fresh();
        Visitor first = signedIn(account);
        Visitor second = signedIn(account);

        assertThat(keys(admin.get(SESSIONS + "?principal=" + account))).containsExactly(second.key(), first.key());
        assertThat(keys(admin.get(SESSIONS + "?state=active&principal=" + account)))
                .containsExactly(second.key(), first.key());
        assertThat(keys(admin.get(SESSIONS + "?state=ended&principal=" + account)))
                .isEmpty();
        assertThat(keys(admin.get(SESSIONS + "?application=/nobody&principal=" + account)))
                .isEmpty();
        assertThat(keys(admin.get(SESSIONS + "?namespace=none&principal=" + account)))
                .isEmpty();
        assertThat(keys(admin.get(SESSIONS + "?address=" + first.address()))).containsExactly(first.key());
        assertThat(keys(admin.get(SESSIONS + "?address=10.0.0.0/8&state=&cursor=&principal=" + account)))
                .hasSize(2);
    }

    @Test
    void pages_follow_each_other_by_their_cursors() {
        Visitor admin = signedIn(Accounts.ADMIN);
        String account = Accounts.fresh();
        for (int i = 0; i < 5; i++) {
            keys.add(0, signedIn(account).key());
        }
        for (String state : List.of("&state=active", "")) {
            List<String> found = new ArrayList<>();
            String cursor = "";
            while (cursor != null) {
                Answer page = admin.get(SESSIONS + "?limit=2&principal=" + account + state + "&cursor=" + cursor);
                assertThat(items(page)).hasSizeLessThanOrEqualTo(2);
                found.addAll(keys(page));
                cursor = page.json().isNull("nextCursor") ? null : page.json().getString("nextCursor");
            }
            assertThat(found).isEqualTo(keys);
        }
    }

    @Test
    void administrator_sees_the_names_of_attributes_and_no_secret() {
        Visitor admin = signedIn(Accounts.ADMIN);
        Visitor user = signedIn(Accounts.fresh());
        user.patch("/api/session/attributes", "{\"ui.theme\":\"dark\"}").is(200);

        Answer answer = admin.get(SESSIONS + "/" + user.key()).is(200).isPrivate();

        JsonObject session = answer.json();
        assertThat(session.getJsonObject("attributes").get("ui.theme")).isEqualTo(JsonValue.NULL);
        assertThat(session).doesNotContainKeys("csrfToken", "current", "token");
        assertThat(session.getString("ipAddress")).isEqualTo(user.address());
        assertThat(answer.body()).doesNotContain(user.cookie(Visitor.SESSION).split("\\.", -1)[1], "dark");
    }

    @Test
    void looking_at_a_session_does_not_touch_it() {
        Visitor admin = signedIn(Accounts.ADMIN);
        Visitor user = signedIn(Accounts.fresh());

        String first = admin.get(SESSIONS + "/" + user.key()).is(200).body();

        assertThat(admin.get(SESSIONS + "/" + user.key()).is(200).body()).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"&state=ended", "&application=/", "&address=192.0.2.1", "&principal=nobody", "&Namespace=x"})
    void ending_by_a_filter_that_would_not_hold_is_refused(String more) {
        Visitor admin = signedIn(Accounts.ADMIN);
        Visitor user = signedIn(Accounts.fresh());

        admin.delete(SESSIONS + "?principal=" + user.get("/api/session").json().getString("principal") + more)
                .isProblem(400, "bad-request");

        user.get("/api/session").is(200);
    }

    @Test
    void session_is_ended_once_and_stays_readable_with_its_reason() {
        Visitor admin = signedIn(Accounts.ADMIN);
        Visitor user = signedIn(Accounts.fresh());

        admin.delete(SESSIONS + "/" + user.key()).is(204).isPrivate();

        user.get("/api/session").isNoSession("admin");
        admin.delete(SESSIONS + "/" + user.key()).isProblem(404, "not-found");
        JsonObject ended = admin.get(SESSIONS + "/" + user.key()).is(200).json();
        assertThat(ended.getString("state")).isEqualTo("ended");
        assertThat(ended.getString("endReason")).isEqualTo("admin");
        assertThat(ended.getString("endedAt")).endsWith("Z");
    }

    @Test
    void all_of_a_user_are_ended() {
        Visitor admin = signedIn(Accounts.ADMIN);
        String account = Accounts.fresh();
        Visitor first = signedIn(account);
        Visitor second = signedIn(account);

        Answer answer = admin.delete(SESSIONS + "?principal=" + account).is(200);

        assertThat(answer.body()).isEqualTo("{\"ended\":2}");
        first.get("/api/session").isNoSession("admin");
        second.get("/api/session").isNoSession("admin");
        assertThat(admin.delete(SESSIONS + "?principal=" + account).is(200).body())
                .isEqualTo("{\"ended\":0}");
    }

    @Test
    void namespace_without_sessions_ends_none() {
        assertThat(signedIn(Accounts.ADMIN)
                        .delete(SESSIONS + "?namespace=nowhere")
                        .is(200)
                        .body())
                .isEqualTo("{\"ended\":0}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?principal=", "?principal=a&namespace=b", "?namespace=", "?state=active"})
    void whom_to_end_has_to_be_said(String query) {
        signedIn(Accounts.ADMIN).delete(SESSIONS + query).isProblem(400, "bad-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?state=live",
                "?limit=0",
                "?limit=201",
                "?limit=x",
                "?cursor=%21",
                "?state=active&principal=a&cursor=p:1:x",
                "?address=somewhere",
                "?address=10.0.0.0/33"
            })
    void wrong_parameter_is_named(String query) {
        String named =
                query.substring(1).replaceAll("^state=active&principal=a&", "").split("=", -1)[0];

        Answer answer = signedIn(Accounts.ADMIN).get(SESSIONS + query).isProblem(400, "bad-request");

        assertThat(answer.json().getString("detail").toLowerCase(Locale.ROOT)).containsAnyOf(named, "a page");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAAAAAAAAAAAAAAAAAAAAA", "x", "%00", "..%2f"})
    void session_that_is_not_there_is_not_found(String key) {
        Visitor admin = signedIn(Accounts.ADMIN);

        assertThat(admin.get(SESSIONS + "/" + key).status()).isIn(400, 404);
        assertThat(admin.delete(SESSIONS + "/" + key).status()).isIn(400, 404);
    }

    @Test
    void nobody_but_an_administrator_may() {
        Visitor user = signedIn(Accounts.fresh());
        for (String path :
                List.of(SESSIONS, SESSIONS + "/" + user.key(), "/api/admin/audit", "/api/admin/audit/export")) {
            visitor().get(path).isNoSession("missing");
            user.get(path).isProblem(403, "forbidden");
        }
        for (String path : List.of(SESSIONS + "/" + user.key(), SESSIONS + "?principal=x")) {
            visitor().delete(path).isNoSession("missing");
            user.delete(path).isProblem(403, "forbidden");
        }
        visitor().post("/api/admin/cleanup").isNoSession("missing");
        user.post("/api/admin/cleanup").isProblem(403, "forbidden");
        user.session();
    }

    @Test
    void ending_and_cleaning_need_the_token() {
        Visitor admin = signedIn(Accounts.ADMIN);
        Visitor user = signedIn(Accounts.fresh());

        admin.call("DELETE", SESSIONS + "/" + user.key()).csrf(null).send().isProblem(403, "csrf");
        admin.call("POST", "/api/admin/cleanup").csrf(null).send().isProblem(403, "csrf");

        user.session();
    }

    @Test
    void cleanup_says_how_many_it_ended() {
        Answer answer =
                signedIn(Accounts.ADMIN).post("/api/admin/cleanup").is(200).isPrivate();

        assertThat(answer.json()).containsOnlyKeys("ended");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/export"})
    void audit_needs_a_storage_with_a_history(String path) {
        signedIn(Accounts.ADMIN).get("/api/admin/audit" + path).isProblem(501, "not-supported");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?limit=0",
                "?key=x",
                "?from=yesterday",
                "?to=2025-01-01",
                "?from=2025-01-02T00:00:00Z&to=2025-01-01T00:00:00Z",
                "/export?format=xml"
            })
    void wrong_parameter_of_the_audit_is_refused(String query) {
        signedIn(Accounts.ADMIN).get("/api/admin/audit" + query).isProblem(400, "bad-request");
    }
}
