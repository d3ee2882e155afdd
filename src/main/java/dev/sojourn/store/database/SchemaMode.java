package dev.sojourn.store.database;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a store does about the tables when it first reaches its database: {@code sojourn.database.schema}. */
public enum SchemaMode {
    /** Makes the tables where there are none. Tables of another release are an error. For development. */
    CREATE,
    /** Makes the tables where there are none, and brings tables of an earlier release up to this one. The user must be allowed to. */
    UPDATE,
    /** Changes nothing; tables that are missing or lack a column are an error that names them. */
    VALIDATE,
    /** Does not look. Tables that are not right show as failures of operations. */
    NONE;

    /** The word in the configuration. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All words, for messages. */
    static String allowed() {
        return "allowed: " + Arrays.stream(values()).map(SchemaMode::code).collect(Collectors.joining(", "));
    }
}
