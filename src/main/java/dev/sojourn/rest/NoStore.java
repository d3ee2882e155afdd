package dev.sojourn.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;

/** Keeps also those answers out of caches that JAX-RS makes by itself, such as the one to OPTIONS. */
public class NoStore implements ContainerResponseFilter {

    /** Made by the container. */
    public NoStore() {}

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle("Cache-Control", "no-store");
        response.getHeaders().putSingle("Vary", "Cookie");
    }
}
