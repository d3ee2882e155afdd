package dev.sojourn.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Answer;
import dev.sojourn.it.OnServer;
import dev.sojourn.it.Together;
import dev.sojourn.it.Visitor;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code PATCH /api/session/attributes}; clients read {@code ui.*} and {@code shared} and write {@code ui.*}. */
class AttributesIT extends OnServer {

    private static final String PATH = "/api/session/attributes";

    @Test
    void merge_patch_puts_merges_and_removes() {
        Visitor visitor = signedIn(Accounts.fresh());

        Answer put = visitor.patch(PATH, "{\"ui.theme\":\"dark\",\"ui.layout\":{\"left\":1,\"right\":{\"a\":[1,2]}}}");
        put.is(200).isPrivate();
        assertThat(put.json()).containsOnlyKeys("ui.theme", "ui.layout");

        Answer merged = visitor.call("PATCH", PATH)
                .body(
                        "application/merge-patch+json",
                        "{\"ui.layout\":{\"left\":null,\"right\":{\"b\":\"\u00fc\"}},\"ui.theme\":null,\"ui.none\":null}")
                .send()
                .is(200);

        assertThat(merged.json()).hasToString("{\"ui.layout\":{\"right\":{\"a\":[1,2],\"b\":\"\u00fc\"}}}");
        assertThat(visitor.session().getJsonObject("attributes")).isEqualTo(merged.json());
        assertThat(visitor.patch(PATH, "{}").is(200).json()).isEqualTo(merged.json());
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "shared", "ui", "UI.theme", "xui.theme", ""})
    void name_that_clients_may_not_write_is_refused_and_nothing_is_changed(String name) {
        Visitor visitor = signedIn(Accounts.fresh());

        visitor.patch(PATH, "{\"ui.theme\":\"dark\",\"" + name + "\":1}").isProblem(403, "forbidden");
        visitor.patch(PATH, "{\"ui.theme\":\"dark\",\"" + name + "\":null}").isProblem(403, "forbidden");

        assertThat(visitor.session().getJsonObject("attributes")).isEmpty();
    }

    @Test
    void session_over_its_size_limit_is_refused_and_nothing_is_changed() {
        Visitor visitor = signedIn(Accounts.fresh());
        visitor.patch(PATH, "{\"ui.a\":\"" + "a".repeat(2_000) + "\"}").is(200);

        visitor.patch(PATH, "{\"ui.b\":\"" + "b".repeat(2_500) + "\"}").isProblem(413, "too-large");
        visitor.patch(PATH, "{\"ui.b\":\"" + "b".repeat(50_000) + "\"}").isProblem(413, "too-large");

        assertThat(visitor.session().getJsonObject("attributes")).containsOnlyKeys("ui.a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "1", "{\"ui.a\":}", "{\"ui.a\":NaN}", "{'ui.a':1}"})
    void malformed_patch_is_refused(String body) {
        signedIn(Accounts.fresh()).patch(PATH, body).isProblem(400, "bad-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "multipart/form-data; boundary=x", "application/json-patch+json"})
    void body_of_another_type_is_refused(String type) {
        signedIn(Accounts.fresh())
                .call("PATCH", PATH)
                .body(type, "{\"ui.a\":1}")
                .send()
                .isProblem(415, "bad-request");
    }

    @Test
    void concurrent_changes_of_different_names_all_survive() {
        Visitor visitor = signedIn(Accounts.fresh());

        List<Answer> answers = Together.run(32, i -> visitor.patch(PATH, "{\"ui.n" + i + "\":" + i + "}"));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        JsonObject attributes = visitor.session().getJsonObject("attributes");
        assertThat(attributes).hasSize(32);
        for (int i = 0; i < 32; i++) {
            assertThat(attributes.getInt("ui.n" + i)).isEqualTo(i);
        }
    }
}
