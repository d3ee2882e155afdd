package dev.sojourn.rest;

import dev.sojourn.SessionException;
import dev.sojourn.web.Problem;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes responses: JSON or a problem, never to be kept by a cache, as they depend on the cookie. */
final class Answers {

    private Answers() {}

    static Response json(int status, JsonObject body) {
        return response(status, MediaType.APPLICATION_JSON, body).build();
    }

    /** A page of a list. */
    static Response page(Stream<JsonObjectBuilder> items, @Nullable String nextCursor) {
        var array = Json.createArrayBuilder();
        items.forEach(array::add);
        var page = Json.createObjectBuilder().add("items", array);
        return json(
                200, (nextCursor == null ? page.addNull("nextCursor") : page.add("nextCursor", nextCursor)).build());
    }

    /** How many sessions ended. */
    static Response ended(int count) {
        return json(200, Json.createObjectBuilder().add("ended", count).build());
    }

    /** A file to be kept by whoever asked, which is written while it is sent. */
    static Response file(String type, String name, StreamingOutput content) {
        return response(200, null, null)
                .type(type)
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .entity(content)
                .build();
    }

    /** What begins a long answer, without it. */
    static Response head(String type) {
        return response(200, null, null).type(type).build();
    }

    static Response noContent() {
        return response(204, null, null).build();
    }

    static Response problem(Problem problem) {
        var response = response(problem.status(), Problem.MEDIA_TYPE, problem.toJson());
        if (problem.retryAfter() != null) {
            response.header("Retry-After", problem.retryAfter());
        }
        return response.build();
    }

    /** The call's answer, or the problem that its exception means; so no mapper is needed in an application's own JAX-RS. */
    static Response of(Supplier<Response> call) {
        try {
            return call.get();
        } catch (ProblemException refused) {
            return problem(refused.problem());
        } catch (SessionException failed) {
            return problem(Problem.of(failed).orElseThrow(() -> failed));
        }
    }

    // bytes, because with them no JSON provider of the server has a say
    private static Response.ResponseBuilder response(int status, @Nullable String type, @Nullable JsonObject body) {
        var response =
                Response.status(status).header("Cache-Control", "no-store").header("Vary", "Cookie");
        return body == null
                ? response
                : response.type(type).entity(body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
