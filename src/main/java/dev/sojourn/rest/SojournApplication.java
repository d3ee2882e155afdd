package dev.sojourn.rest;

import jakarta.ws.rs.core.Application;
import java.util.Set;

/**
 * The JAX-RS application of the WAR, mapped in its web.xml. An application that wants the API in its own WAR switches it on
 * ({@code sojourn.rest.enabled=true}) and extends this class with an {@code @ApplicationPath("/api")}.
 */
public class SojournApplication extends Application {

    /** Made by the container. */
    public SojournApplication() {}

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(ApiRoot.class, ProblemMapper.class);
    }
}
