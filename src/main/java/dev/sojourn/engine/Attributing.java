package dev.sojourn.engine;

import dev.sojourn.AttributeChanges;
import dev.sojourn.AttributeMapper;
import dev.sojourn.AttributePatterns;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Attribute changes with their values already written as JSON, ready to be applied again after each conflict. Immutable. For the rules of
 * sessions wherever they are kept; not for applications.
 */
public final class Attributing {

    private final boolean cleared;
    private final Map<String, @Nullable String> texts;

    private Attributing(boolean cleared, Map<String, @Nullable String> texts) {
        this.cleared = cleared;
        this.texts = texts;
    }

    /**
     * The changes with their values written by this mapper.
     *
     * @throws dev.sojourn.AttributeException when a value cannot be written
     */
    public static Attributing of(AttributeChanges changes, AttributeMapper mapper) {
        var texts = new LinkedHashMap<String, @Nullable String>();
        changes.values().forEach((name, value) -> texts.put(name, value == null ? null : text(value, mapper)));
        return new Attributing(changes.cleared(), texts);
    }

    private static String text(Object value, AttributeMapper mapper) {
        return value instanceof JsonValue json ? json.toString() : mapper.toJson(value);
    }

    /** What becomes of these attributes. */
    public Map<String, String> applyTo(Map<String, String> attributes) {
        var result = new HashMap<String, String>(cleared ? Map.of() : attributes);
        texts.forEach((name, text) -> {
            if (text == null) {
                result.remove(name);
            } else {
                result.put(name, text);
            }
        });
        return result;
    }

    /** Those attributes whose names match one of the patterns. */
    public static Map<String, String> kept(Map<String, String> attributes, List<String> patterns) {
        var result = new HashMap<String, String>();
        attributes.forEach((name, text) -> {
            if (AttributePatterns.match(patterns, name)) {
                result.put(name, text);
            }
        });
        return result;
    }
}
