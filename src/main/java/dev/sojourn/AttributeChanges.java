package dev.sojourn;

import java.util.ArrayDeque;
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

    private static final AttributeChanges NONE = new AttributeChanges(false, null, "", null);

    private final boolean cleared;

    // a chain and not a map, which each step would copy: thousands of changes come from one request
    private final @Nullable AttributeChanges before;
    private final String name;
    private final @Nullable Object value;

    private AttributeChanges(boolean cleared, @Nullable AttributeChanges before, String name, @Nullable Object value) {
        this.cleared = cleared;
        this.before = before;
        this.name = name;
        this.value = value;
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
        return new AttributeChanges(true, null, "", null);
    }

    private AttributeChanges with(String name, @Nullable Object value) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("an attribute's name is not empty");
        }
        return new AttributeChanges(cleared, this, name, value);
    }

    /** Whether everything is removed first. */
    public boolean cleared() {
        return cleared;
    }

    /** New values by name; null removes. */
    public Map<String, @Nullable Object> values() {
        var steps = new ArrayDeque<AttributeChanges>();
        for (AttributeChanges step = this; step.before != null; step = step.before) {
            steps.push(step);
        }
        var values = new LinkedHashMap<String, @Nullable Object>();
        steps.forEach(step -> values.put(step.name, step.value));
        return Collections.unmodifiableMap(values);
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return !cleared && before == null;
    }
}
