package dev.sojourn.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.OnServer;
import dev.sojourn.it.Visitor;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /api/admin/login-blocks}, and who may administer: its part of statement 50. */
class LoginBlocksIT extends OnServer {

    private static final String BLOCKS = "/api/admin/login-blocks";

    private String blocked() {
        String account = Accounts.fresh();
        for (int i = 0; i < 5; i++) {
            visitor().signIn(account, "guess").isProblem(401, "bad-credentials");
        }
        return account;
    }

    private static List<JsonObject> blocks(Visitor admin, String value) {
        var answer = admin.get(BLOCKS).is(200).isPrivate();
        assertThat(answer.json()).containsOnlyKeys("items", "nextCursor");
        return answer.json().getJsonArray("items").getValuesAs(JsonObject.class).stream()
                .filter(block -> block.getString("value").equals(value))
                .toList();
    }

    @Test
    void blocked_username_is_listed_and_lifted() {
        Visitor admin = signedIn(Accounts.ADMIN);
        String account = blocked();

        assertThat(blocks(admin, account)).singleElement().satisfies(block -> {
            assertThat(block.getString("kind")).isEqualTo("username");
            assertThat(block.getInt("failures")).isEqualTo(5);
            assertThat(block.getString("until")).endsWith("Z");
        });
        admin.delete(BLOCKS + "?kind=username&value=" + account).is(204).isPrivate();
        admin.delete(BLOCKS + "?kind=username&value=" + account).isProblem(404, "not-found");
        assertThat(blocks(admin, account)).isEmpty();
        visitor().signIn(account).is(201);
    }

    @Test
    void blocked_address_is_listed_and_lifted() {
        Visitor admin = signedIn(Accounts.ADMIN);
        Visitor guesser = visitor();
        for (int i = 0; i < 20; i++) {
            guesser.signIn(guesser.address() + "-" + i, "guess").isProblem(401, "bad-credentials");
        }

        assertThat(blocks(admin, guesser.address())).hasSize(1);
        admin.delete(BLOCKS + "?kind=address&value=" + guesser.address()).is(204);
        guesser.signIn(Accounts.fresh()).is(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?kind=username",
                "?value=x",
                "?kind=device&value=x",
                "?kind=USERNAME&value=x",
                "?kind=username&value="
            })
    void what_to_lift_has_to_be_said(String query) {
        signedIn(Accounts.ADMIN).delete(BLOCKS + query).isProblem(400, "bad-request");
    }

    @Test
    void nobody_but_an_administrator_may() {
        Visitor user = signedIn(Accounts.fresh());
        String lift = BLOCKS + "?kind=username&value=" + blocked();

        visitor().get(BLOCKS).isNoSession("missing");
        visitor().delete(lift).isNoSession("missing");
        visitor()
                .withCookie(Visitor.SESSION, "A".repeat(22) + "." + "B".repeat(43))
                .get(BLOCKS)
                .isNoSession("unknown");
        user.get(BLOCKS).isProblem(403, "forbidden");
        user.delete(lift).isProblem(403, "forbidden");
        visitor().get("/api/admin/nothing").isNoSession("missing");
        user.get("/api/admin/nothing").isProblem(403, "forbidden");
        signedIn(Accounts.ADMIN).get("/api/admin/nothing").isProblem(404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/admin/../admin/login-blocks",
                "/api//admin/login-blocks",
                "/api/admin;x=y/login-blocks",
                "/api/%61dmin/login-blocks"
            })
    void no_spelling_of_the_path_goes_round_the_check(String path) {
        assertThat(visitor().get(path).status()).isIn(400, 401, 404);
        assertThat(signedIn(Accounts.fresh()).get(path).status()).isIn(400, 403, 404);
    }

    @Test
    void lifting_needs_the_token() {
        Visitor admin = signedIn(Accounts.ADMIN);
        String lift = BLOCKS + "?kind=username&value=" + blocked();

        admin.call("DELETE", lift).csrf(null).send().isProblem(403, "csrf");
        admin.call("DELETE", lift).header("Sec-Fetch-Site", "cross-site").send().isProblem(403, "csrf");
        admin.delete(lift).is(204);
    }
}
