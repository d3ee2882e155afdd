package dev.sojourn.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Makes keys, and remembers them in the order in which they were made. */
final class KeyList {

    static final String ROOT = "sojourn.";

    private final List<Key<?>> keys = new ArrayList<>();

    /** A key whose default stands in its own syntax. */
    <T> Key<T> of(String name, ValueType<T> type, String defaultText, String meaning) {
        return add(Key.of(ROOT + name, type, defaultText, meaning));
    }

    /** A key without default, or whose default follows from other keys. */
    <T> Key<T> open(String name, ValueType<T> type, String defaultInWords, String meaning) {
        return add(Key.open(ROOT + name, type, defaultInWords, meaning));
    }

    /** A key without default whose value is never shown. */
    <T> Key<T> secret(String name, ValueType<T> type, String defaultInWords, String meaning) {
        return add(Key.secret(ROOT + name, type, defaultInWords, meaning));
    }

    /** A list that is empty by default. */
    <T> Key<List<T>> list(String name, ValueType<List<T>> type, String meaning) {
        return add(new Key<>(ROOT + name, type, "none", List.of(), false, meaning));
    }

    /** Puts the keys of another list here. */
    void addAll(List<Key<?>> others) {
        keys.addAll(others);
    }

    /** All of them. */
    List<Key<?>> all() {
        return Collections.unmodifiableList(keys);
    }

    private <T> Key<T> add(Key<T> key) {
        keys.add(key);
        return key;
    }
}
