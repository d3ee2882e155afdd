package dev.sojourn.rest;

import static dev.sojourn.rest.JsonMembers.put;

import dev.sojourn.event.EventSubscription.Lost;
import dev.sojourn.event.LiveEvent;
import jakarta.json.Json;
import jakarta.json.JsonObject;

/** What happened as JSON: the members of the common form are always there, null where they do not apply. */
final class EventJson {

    private EventJson() {}

    static JsonObject of(LiveEvent event) {
        var json = Json.createObjectBuilder();
        put(json, "type", event.type());
        put(json, "at", event.at().toString());
        put(json, "key", event.key());
        put(json, "application", event.application());
        put(json, "principal", event.principal());
        put(json, "namespace", event.namespace());
        put(json, "ipAddress", event.ipAddress());
        put(json, "reason", event.reason());
        put(json, "by", event.by());
        event.more().forEach((name, value) -> put(json, name, value));
        return json.build();
    }

    static JsonObject of(Lost lost) {
        var json = Json.createObjectBuilder().add("type", "lost");
        if (lost.count() == null) {
            json.addNull("count");
        } else {
            json.add("count", lost.count());
        }
        return json.build();
    }
}
