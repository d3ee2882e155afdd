package dev.sojourn;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * An application's data in a session: string names, JSON values, read with a type.
 *
 * <p>Values are kept as JSON texts and parsed when asked for, so a request that does not look at them pays nothing.
 * Never Java serialization. Immutable and safe for many threads.
 */
public final class Attributes {

    // made once, because Json looks for its provider at every call
    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    private final Map<String, String> texts;
    private final AttributeMapper mapper;

    /**
     * Attributes of these JSON texts by name.
     *
     * @param texts JSON texts by name; copied
     * @param mapper reads them with a type
     */
    public Attributes(Map<String, String> texts, AttributeMapper mapper) {
        this.texts = Map.copyOf(texts);
        this.mapper = mapper;
    }

    /** The names in use; unmodifiable. */
    public Set<String> names() {
        return texts.keySet();
    }

    /** The JSON texts by name; unmodifiable. */
    public Map<String, String> texts() {
        return texts;
    }

    /**
     * The value under a name, or empty where there is none (or where it is the JSON null).
     *
     * @throws AttributeException when the value does not fit the type
     */
    public <T> Optional<T> get(String name, Class<T> type) {
        String text = texts.get(name);
        return text == null || text.equals("null") ? Optional.empty() : Optional.of(mapper.fromJson(text, type));
    }

    /** The JSON value under a name, or empty where there is none. */
    public Optional<JsonValue> json(String name) {
        return Optional.ofNullable(texts.get(name)).map(Attributes::parse);
    }

    /** All of them as one JSON object, names in order. */
    public JsonObject toJson() {
        var object = Json.createObjectBuilder();
        new TreeMap<>(texts).forEach((name, text) -> object.add(name, parse(text)));
        return object.build();
    }

    private static JsonValue parse(String text) {
        try (var reader = READERS.createReader(new StringReader(text))) {
            return reader.readValue();
        } catch (JsonException | IllegalStateException notJson) {
            throw new AttributeException("a stored attribute is not JSON", notJson);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attributes that && texts.equals(that.texts);
    }

    @Override
    public int hashCode() {
        return texts.hashCode();
    }

    /** The names only: the values are the application's. */
    @Override
    public String toString() {
        return "Attributes" + texts.keySet();
    }
}
