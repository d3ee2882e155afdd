package dev.sojourn.support;

import dev.sojourn.AttributeException;
import dev.sojourn.AttributeMapper;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Attribute values through Jakarta JSON Binding. */
public final class JsonbMapper implements AttributeMapper {

    /** Quiet: Yasson logs what it throws as well, and tests throw on purpose. Kept, as a logger lasts while it is held. */
    private static final Logger YASSON = Logger.getLogger("org.eclipse.yasson");

    static {
        YASSON.setLevel(Level.OFF);
    }

    private final Jsonb jsonb = JsonbBuilder.create();

    @Override
    public String toJson(Object value) {
        try {
            return jsonb.toJson(value);
        } catch (JsonbException e) {
            throw new AttributeException("a value is not JSON", e);
        }
    }

    @Override
    public <T> T fromJson(String json, Class<T> type) {
        try {
            return jsonb.fromJson(json, type);
        } catch (JsonbException e) {
            throw new AttributeException("a value is not a " + type.getSimpleName(), e);
        }
    }
}
