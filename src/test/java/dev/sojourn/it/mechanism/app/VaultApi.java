package dev.sojourn.it.mechanism.app;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Finds its resources by scanning. */
@ApplicationPath("/rest")
public class VaultApi extends Application {}
