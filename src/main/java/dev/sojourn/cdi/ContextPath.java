package dev.sojourn.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the context path from the very start of the web application, when {@link Startup} tells it. The container's own
 * ServletContext bean cannot be asked everywhere: on Payara it fails while filters are being made.
 */
@ApplicationScoped
public class ContextPath {

    private volatile @Nullable String path;

    /** Made by the container. */
    public ContextPath() {}

    /** Remembers it. Public, because a container's proxy passes on nothing else for sure. */
    public void set(String contextPath) {
        path = contextPath;
    }

    /**
     * The path, empty for the root.
     *
     * @throws IllegalStateException before the web application starts, as in a bean that is made with the enterprise beans
     */
    public String get() {
        String known = path;
        if (known == null) {
            throw new IllegalStateException("sessions were asked for before the web application has started; "
                    + "with the key sojourn.application they can be");
        }
        return known;
    }
}
