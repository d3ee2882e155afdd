package dev.sojourn;

/** Turns attribute values into JSON texts and back; by default Jakarta JSON Binding. Safe for many threads. */
public interface AttributeMapper {

    /**
     * The JSON text of a value.
     *
     * @throws AttributeException when the value cannot be written as JSON
     */
    String toJson(Object value);

    /**
     * The value of a JSON text.
     *
     * @throws AttributeException when the text does not fit the type
     */
    <T> T fromJson(String json, Class<T> type);
}
