package dev.sojourn.rest;

import jakarta.json.JsonObjectBuilder;
import org.jspecify.annotations.Nullable;

/** Members that are always there: null where there is no value. */
final class JsonMembers {

    private JsonMembers() {}

    static void put(JsonObjectBuilder json, String name, @Nullable String value) {
        if (value == null) {
            json.addNull(name);
        } else {
            json.add(name, value);
        }
    }
}
