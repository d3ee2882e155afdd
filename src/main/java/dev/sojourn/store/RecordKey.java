package dev.sojourn.store;

/**
 * The name of a record.
 *
 * @param kind what it is about
 * @param id any text, also long or hostile: a store whose engine cannot take it encodes or hashes it
 */
public record RecordKey(RecordKind kind, String id) {}
