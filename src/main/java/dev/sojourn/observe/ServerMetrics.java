package dev.sojourn.observe;

/** What the server offers to keep figures in; there is a bean for each such interface that the server has. */
public interface ServerMetrics {

    /** Begins; once, when the application starts. */
    void start();
}
