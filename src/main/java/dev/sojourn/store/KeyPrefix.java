package dev.sojourn.store;

/**
 * What stands before every key in a storage that is shared: the configured prefix with each {@code ~} doubled, and one {@code ~} that ends it. A storage
 * puts a letter behind that, never another {@code ~}. So the end of the prefix is found in every key, and stores with different prefixes share none, even
 * if one prefix begins with the other.
 */
public final class KeyPrefix {

    private static final String END = "~";

    private KeyPrefix() {}

    /** The prefix as it stands before keys, its end included. */
    public static String ended(String prefix) {
        return prefix.replace(END, END + END) + END;
    }
}
