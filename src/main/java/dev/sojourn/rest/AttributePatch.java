package dev.sojourn.rest;

import dev.sojourn.Attributes;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/** Merge patches of attributes (RFC 7396): objects are merged member by member, everything else replaces. */
final class AttributePatch {

    private AttributePatch() {}

    /**
     * What the patch makes of the attributes that it names; those that it removes are missing. One pass over both, because a
     * patch may have thousands of names.
     */
    static JsonObject merged(Attributes attributes, JsonObject patch) {
        var before = Json.createObjectBuilder();
        patch.forEach((name, value) -> {
            if (value.getValueType() == JsonValue.ValueType.OBJECT) {
                attributes.json(name).ifPresent(old -> before.add(name, old));
            }
        });
        return Json.createMergePatch(patch).apply(before.build()).asJsonObject();
    }
}
