package dev.sojourn.rest;

import jakarta.ws.rs.core.Application;
import java.util.Set;

/**
 * The JAX-RS application of the WAR, mapped in its web.xml. An application that wants the API in its own WAR switches it on
 * ({@code sojourn.rest.enabled=true}) and extends this class with an {@code @ApplicationPath("/api")}. On WildFly its web.xml
 * also sets the context parameter {@code resteasy.patchfilter.disabled} to true, as the WAR's does, else a merge patch of attributes fails.
 */
public class SojournApplication extends Application {

    /** Made by the container. */
    public SojournApplication() {}

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(ApiRoot.class, ProblemMapper.class, NoStore.class, NoData.class);
    }
}
