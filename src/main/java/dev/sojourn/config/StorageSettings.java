package dev.sojourn.config;

/**
 * Which storage.
 *
 * @param name as in {@code sojourn.storage}
 * @param prefix of every key in a shared storage
 * @param memoryMaxSessions the greatest number of sessions in the {@code memory} storage
 */
public record StorageSettings(String name, String prefix, int memoryMaxSessions) {}
