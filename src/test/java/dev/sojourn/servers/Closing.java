package dev.sojourn.servers;

import java.util.List;

/** Ends several things even when one of them does not end well. */
final class Closing {

    private Closing() {}

    static void all(List<? extends AutoCloseable> resources) {
        RuntimeException failed = null;
        for (AutoCloseable resource : resources) {
            try {
                resource.close();
            } catch (Exception e) {
                if (failed == null) {
                    failed = new IllegalStateException("not everything ended well", e);
                } else {
                    failed.addSuppressed(e);
                }
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
