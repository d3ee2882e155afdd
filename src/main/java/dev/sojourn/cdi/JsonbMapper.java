package dev.sojourn.cdi;

import dev.sojourn.AttributeException;
import dev.sojourn.AttributeMapper;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbException;

/** Attribute values through Jakarta JSON Binding. */
final class JsonbMapper implements AttributeMapper {

    private final Jsonb jsonb;

    JsonbMapper(Jsonb jsonb) {
        this.jsonb = jsonb;
    }

    @Override
    public String toJson(Object value) {
        try {
            return jsonb.toJson(value);
        } catch (JsonbException | ClassCastException unfit) {
            throw new AttributeException("an attribute of " + value.getClass() + " cannot be written as JSON", unfit);
        }
    }

    @Override
    public <T> T fromJson(String json, Class<T> type) {
        try {
            return jsonb.fromJson(json, type);
        } catch (JsonbException | ClassCastException unfit) {
            throw new AttributeException("the attribute cannot be read as " + type, unfit);
        }
    }

    void close() {
        try {
            jsonb.close();
        } catch (Exception declared) {
            // AutoCloseable declares it; JSON Binding says nothing of when
            throw new IllegalStateException("JSON Binding could not be closed", declared);
        }
    }
}
