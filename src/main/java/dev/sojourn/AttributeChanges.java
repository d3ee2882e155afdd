package dev.sojourn;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes to a session's attributes, applied together or not at all.
 *
 * <p>Changes of different names never overwrite each other, whoever makes them at the same moment. Immutable: each
 * method answers a new object.
 */
public final class AttributeChanges {

    private static final AttributeChanges NONE = new AttributeChanges(false, Map.of());

    private final boolean cleared;
    private final Map<String, @Nullable Object> values;

    private AttributeChanges(boolean cleared, Map<String, @Nullable Object> values) {
        this.cleared = cleared;
        this.values = values;
    }

    /** No change yet. */
    public static AttributeChanges none() {
        return NONE;
    }

    /** These changes, then this value under this name; a {@link jakarta.json.JsonValue} is taken as it is. */
    public AttributeChanges put(String name, Object value) {
        return with(name, value);
    }

    /** These changes, then without this name. */
    public AttributeChanges remove(String name) {
        return with(name, null);
    }

    /** Everything removed, whatever came before in these changes; what is put after it stays. */
    public AttributeChanges clear() {
        return new AttributeChanges(true, Map.of());
    }

    private AttributeChanges with(String name, @Nullable Object value) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("an attribute's name is not empty");
        }
        var copy = new LinkedHashMap<String, @Nullable Object>(values);
        copy.put(name, value);
        return new AttributeChanges(cleared, Collections.unmodifiableMap(copy));
    }

    /** Whether everything is removed first. */
    public boolean cleared() {
        return cleared;
    }

    /** New values by name; null removes. */
    public Map<String, @Nullable Object> values() {
        return values;
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return !cleared && values.isEmpty();
    }
}
