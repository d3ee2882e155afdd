package dev.sojourn.rest;

import dev.sojourn.AdminAction;
import dev.sojourn.AdminTarget;
import dev.sojourn.BlockedBy;
import dev.sojourn.LoginBlock;
import dev.sojourn.LoginBlocks;
import dev.sojourn.web.Problem;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /api/admin/login-blocks}: which usernames and addresses are blocked, and lifting that. */
public class LoginBlocksResource {

    private final Administration administration;
    private final LoginBlocks blocks;

    LoginBlocksResource(Administration administration, LoginBlocks blocks) {
        this.administration = administration;
        this.blocks = blocks;
    }

    /** The latest ones. */
    @GET
    public Response list() {
        return administration.call(
                administrator -> Answers.page(blocks.list().stream().map(LoginBlocksResource::json), null));
    }

    private static JsonObjectBuilder json(LoginBlock block) {
        return Json.createObjectBuilder()
                .add("kind", name(block.kind()))
                .add("value", block.value())
                .add("failures", block.failures())
                .add("until", block.until().toString());
    }

    /** Lifts one. */
    @DELETE
    public Response lift(@QueryParam("kind") @Nullable String kind, @QueryParam("value") @Nullable String value) {
        return administration.call(administrator -> {
            BlockedBy which = Stream.of(BlockedBy.values())
                    .filter(each -> name(each).equals(kind))
                    .findFirst()
                    .orElseThrow(() -> new ProblemException(Problem.badRequest("kind is username or address.")));
            if (value == null || value.isEmpty()) {
                throw new ProblemException(Problem.badRequest("value is missing."));
            }
            if (!blocks.lift(which, value, Administration.nameOf(administrator))) {
                return Answers.problem(Problem.notFound());
            }
            AdminTarget target =
                    which == BlockedBy.USERNAME ? AdminTarget.principal(value) : AdminTarget.address(value);
            administration.note(AdminAction.UNBLOCK, administrator, target, 0);
            return Answers.noContent();
        });
    }

    private static String name(BlockedBy kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
