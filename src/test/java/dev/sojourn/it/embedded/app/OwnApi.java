package dev.sojourn.it.embedded.app;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The application's own REST API, at the very path that Sojourn's has in its WAR; finds its resources by scanning. */
@ApplicationPath("/api")
public class OwnApi extends Application {}
