package dev.sojourn.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Optional;

/** An HTTP answer. */
public record Answer(int status, HttpHeaders headers, String body) {

    /** The first header of that name, or empty. */
    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** The Set-Cookie lines for one cookie. */
    public List<String> setCookie(String name) {
        return headers.allValues("Set-Cookie").stream()
                .filter(line -> line.startsWith(name + "="))
                .toList();
    }

    /** The body, which has to be a JSON object. */
    public JsonObject json() {
        assertThat(header("Content-Type"))
                .as("type of %s", this)
                .hasValueSatisfying(type -> assertThat(type).matches("application/(problem\\+)?json.*"));
        try (var reader = Json.createReader(new StringReader(body))) {
            return reader.readObject();
        }
    }

    /** Checks the status. */
    public Answer is(int expected) {
        assertThat(status).as("status of %s", this).isEqualTo(expected);
        return this;
    }

    /** Checks that this is a problem (RFC 9457) of this status and name, complete, with nothing of the inside, and setting no cookie. */
    public Answer isProblem(int expected, String name) {
        is(expected);
        assertThat(header("Content-Type").orElse("").replaceFirst(";.*", "")).isEqualTo("application/problem+json");
        JsonObject problem = json();
        assertThat(problem.getString("type")).isEqualTo("urn:sojourn:problem:" + name);
        assertThat(problem.getInt("status")).isEqualTo(expected);
        assertThat(problem.getString("title")).isNotBlank();
        assertThat(problem.getString("detail")).isNotBlank();
        assertThat(problem.keySet()).isSubsetOf("type", "title", "status", "detail", "reason", "retryAfter");
        assertThat(body).doesNotContain("Exception", "\tat ", "dev.sojourn", "nfinispan");
        assertThat(headers.allValues("Set-Cookie")).isEmpty();
        return this;
    }

    /** Checks that this is a 401 for want of a session, with this reason. */
    public Answer isNoSession(String reason) {
        isProblem(401, "no-session");
        assertThat(json().getString("reason")).isEqualTo(reason);
        return this;
    }

    /** Checks that no cache keeps it. */
    public Answer isPrivate() {
        assertThat(headers.allValues("Cache-Control"))
                .as("Cache-Control of %s", this)
                .containsExactly("no-store");
        assertThat(headers.allValues("Vary").stream().flatMap(value -> List.of(value.split("\\s*,\\s*")).stream()))
                .containsOnlyOnce("Cookie");
        return this;
    }

    @Override
    public String toString() {
        return status + " " + headers.map() + " " + body;
    }
}
