package dev.sojourn.rest;

import static dev.sojourn.rest.JsonMembers.put;

import dev.sojourn.AttributePatterns;
import dev.sojourn.Device;
import dev.sojourn.Session;
import dev.sojourn.config.RestSettings;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session as JSON, everywhere the same. Attributes are the application's: a client sees those that it may read, an administrator the names of all,
 * and their values, which else are null, where that is configured.
 */
final class SessionJson {

    private final List<String> readable;
    private final boolean namesOfOthers;

    private SessionJson(List<String> readable, boolean namesOfOthers) {
        this.readable = readable;
        this.namesOfOthers = namesOfOthers;
    }

    static SessionJson forClients(RestSettings settings) {
        return new SessionJson(settings.readableAttributes(), false);
    }

    static SessionJson forAdministrators(RestSettings settings) {
        return new SessionJson(settings.adminAttributeValues() ? List.of("*") : List.of(), true);
    }

    JsonObjectBuilder of(Session session) {
        var json = Json.createObjectBuilder();
        put(json, "key", session.key().value());
        put(json, "application", session.application());
        put(json, "principal", session.principal());
        json.add(
                "roles",
                Json.createArrayBuilder(session.roles().stream().sorted().toList()));
        put(json, "namespace", session.namespace());
        put(json, "state", session.state().code());
        var reason = session.endReason();
        put(json, "endReason", reason == null ? null : reason.code());
        putInstant(json, "endedAt", session.endedAt());
        putInstant(json, "createdAt", session.createdAt());
        putInstant(json, "authenticatedAt", session.authenticatedAt());
        putInstant(json, "lastActiveAt", session.lastActiveAt());
        putInstant(json, "expiresAt", session.expiresAt());
        put(json, "ipAddress", session.client().ipAddress());
        put(json, "userAgent", session.client().userAgent());
        json.add("device", device(session.client().device()));
        return json.add("attributes", attributes(session));
    }

    JsonObject attributes(Session session) {
        var json = Json.createObjectBuilder();
        session.attributes().toJson().forEach((name, value) -> {
            if (AttributePatterns.match(readable, name)) {
                json.add(name, value);
            } else if (namesOfOthers) {
                json.addNull(name);
            }
        });
        return json.build();
    }

    private static JsonObject device(Device device) {
        var json = Json.createObjectBuilder();
        put(json, "browser", device.browser());
        put(json, "browserVersion", device.browserVersion());
        put(json, "os", device.os());
        put(json, "osVersion", device.osVersion());
        put(json, "family", device.family());
        put(json, "type", device.type().code());
        return json.build();
    }

    /** RFC 3339 in UTC; a session that never expires has null. */
    private static void putInstant(JsonObjectBuilder json, String name, @Nullable Instant instant) {
        put(json, name, instant == null || instant.equals(Instant.MAX) ? null : instant.toString());
    }
}
