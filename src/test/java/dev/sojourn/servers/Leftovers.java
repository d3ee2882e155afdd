package dev.sojourn.servers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What has to be ended with the JVM if nobody did before: processes, and then their folders. */
final class Leftovers {

    private static final Set<AutoCloseable> OPEN = Collections.synchronizedSet(new LinkedHashSet<>());

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Leftovers::close, "end test servers"));
    }

    private Leftovers() {}

    static void add(AutoCloseable resource) {
        OPEN.add(resource);
    }

    static void remove(AutoCloseable resource) {
        OPEN.remove(resource);
    }

    /** The last first: a folder is older than the process that writes to it. */
    private static void close() {
        List<AutoCloseable> left;
        synchronized (OPEN) {
            left = new ArrayList<>(OPEN);
        }
        Collections.reverse(left);
        Closing.all(left);
    }
}
