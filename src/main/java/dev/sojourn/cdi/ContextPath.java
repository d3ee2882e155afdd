package dev.sojourn.cdi;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the context path from the very start of the web application. The container's own ServletContext bean cannot be
 * asked everywhere: on Payara it fails while filters are being made.
 */
@ApplicationScoped
public class ContextPath {

    private volatile @Nullable String path;

    /** Made by the container. */
    public ContextPath() {}

    void begin(
            @Observes @Initialized(ApplicationScoped.class) @Priority(Interceptor.Priority.PLATFORM_BEFORE)
                    Object started) {
        if (started instanceof ServletContext application) {
            path = application.getContextPath();
        }
    }

    /** The path, empty for the root. */
    String get() {
        String known = path;
        if (known == null) {
            throw new IllegalStateException("sessions were asked for before the web application has started");
        }
        return known;
    }
}
