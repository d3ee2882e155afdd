package dev.sojourn.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Answer;
import dev.sojourn.it.OnServer;
import dev.sojourn.it.Visitor;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /api/me/sessions}. */
class MySessionsIT extends OnServer {

    private static final String PATH = "/api/me/sessions";

    @Test
    void own_sessions_are_listed_newest_activity_first_with_the_current_one_marked() {
        String account = Accounts.fresh();
        Visitor first = signedIn(account);
        Visitor second = signedIn(account);
        Visitor third = signedIn(account);
        signedIn(Accounts.fresh());

        Answer answer = second.get(PATH).is(200).isPrivate();

        assertThat(answer.json()).containsOnlyKeys("items", "nextCursor").containsEntry("nextCursor", JsonValue.NULL);
        List<JsonObject> items = items(answer);
        assertThat(items)
                .extracting(item -> item.getString("key"))
                .containsExactly(third.key(), second.key(), first.key());
        assertThat(items).extracting(item -> item.getBoolean("current")).containsExactly(false, true, false);
        assertThat(items)
                .extracting(item -> Instant.parse(item.getString("lastActiveAt")))
                .isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(items)
                .allSatisfy(item -> assertThat(item)
                        .containsOnlyKeys(
                                "key",
                                "application",
                                "principal",
                                "roles",
                                "namespace",
                                "state",
                                "endReason",
                                "endedAt",
                                "createdAt",
                                "authenticatedAt",
                                "lastActiveAt",
                                "expiresAt",
                                "ipAddress",
                                "userAgent",
                                "device",
                                "attributes",
                                "current"));
        for (Visitor visitor : List.of(first, second, third)) {
            assertThat(answer.body())
                    .doesNotContain(visitor.cookie(Visitor.SESSION).split("\\.", -1)[1]);
        }
    }

    @Test
    void one_of_the_own_sessions_can_be_ended() {
        String account = Accounts.fresh();
        Visitor lost = signedIn(account);
        Visitor visitor = signedIn(account);

        Answer answer = visitor.delete(PATH + "/" + lost.key()).is(204).isPrivate();

        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        lost.get("/api/session").isNoSession("logout");
        assertThat(items(visitor.get(PATH))).hasSize(1);
        visitor.delete(PATH + "/" + lost.key()).isProblem(404, "not-found");
    }

    @Test
    void ending_the_current_one_is_a_logout() {
        Visitor visitor = signedIn(Accounts.fresh());
        Visitor saved = visitor.copy();

        Answer answer = visitor.delete(PATH + "/" + visitor.key()).is(204);

        assertThat(answer.headers().allValues("Set-Cookie")).hasSize(2);
        saved.get("/api/session").isNoSession("logout");
    }

    /** Statement 29. */
    @Test
    void unknown_foreign_and_malformed_keys_are_answered_alike() {
        Visitor other = signedIn(Accounts.fresh());
        Visitor visitor = signedIn(Accounts.fresh());

        Answer foreign = visitor.delete(PATH + "/" + other.key()).isProblem(404, "not-found");
        other.get("/api/session").is(200);
        for (String key : List.of("AAAAAAAAAAAAAAAAAAAAAA", "x", "*", "a%20b", "%E2%82%AC", "a:b", "a".repeat(3000))) {
            Answer answer = visitor.delete(PATH + "/" + key).isProblem(404, "not-found");
            assertThat(answer.body()).isEqualTo(foreign.body());
        }
    }

    /** A key is not a token, and a token no key. */
    @Test
    void token_is_not_taken_for_a_key() {
        String account = Accounts.fresh();
        Visitor other = signedIn(account);

        signedIn(account).delete(PATH + "/" + other.cookie(Visitor.SESSION)).isProblem(404, "not-found");

        other.get("/api/session").is(200);
        visitor().withCookie(Visitor.SESSION, other.key()).get("/api/session").isNoSession("unknown");
    }

    /** Statement 24. */
    @Test
    void all_others_are_ended_and_the_current_one_stays() {
        String account = Accounts.fresh();
        Visitor first = signedIn(account);
        Visitor second = signedIn(account);
        Visitor visitor = signedIn(account);
        Visitor stranger = signedIn(Accounts.fresh());

        Answer answer = visitor.delete(PATH).is(200).isPrivate();

        assertThat(answer.json()).hasToString("{\"ended\":2}");
        first.get("/api/session").isNoSession("logout");
        second.get("/api/session").isNoSession("logout");
        visitor.get("/api/session").is(200);
        stranger.get("/api/session").is(200);
        assertThat(visitor.delete(PATH).is(200).json()).hasToString("{\"ended\":0}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET ", "DELETE ", "DELETE /AAAAAAAAAAAAAAAAAAAAAA"})
    void every_call_needs_a_session(String call) {
        String method = call.split(" ", 2)[0];
        String path = PATH + call.split(" ", 2)[1];
        Visitor gone = signedIn(Accounts.fresh());
        Visitor saved = gone.copy();
        gone.delete("/api/session");

        visitor().call(method, path).send().isNoSession("missing").isPrivate();
        saved.call(method, path).send().isNoSession("logout");
    }

    /** Statements 30, 31 and 32. */
    @Test
    void sixth_session_evicts_the_least_recently_active() {
        String account = Accounts.fresh();
        List<Visitor> visitors = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            visitors.add(signedIn(account));
        }

        visitors.get(0).get("/api/session").isNoSession("evicted");
        assertThat(items(visitors.get(5).get(PATH)))
                .extracting(item -> item.getString("key"))
                .containsExactlyElementsOf(visitors.subList(1, 6).stream()
                        .map(Visitor::key)
                        .sorted(Comparator.comparing(key -> -indexOf(visitors, key)))
                        .toList());
        signedIn(account);
        visitors.get(1).get("/api/session").isNoSession("evicted");
    }

    private static int indexOf(List<Visitor> visitors, String key) {
        return visitors.stream().map(Visitor::key).toList().indexOf(key);
    }

    private static List<JsonObject> items(Answer answer) {
        JsonArray items = answer.is(200).json().getJsonArray("items");
        return items.getValuesAs(JsonObject.class);
    }
}
