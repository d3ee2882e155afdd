/**
 * The domain and the API of Sojourn: what an application injects and the values it gets back.
 *
 * <p>A {@link dev.sojourn.Session} is a read view; every change goes through {@link dev.sojourn.SessionManager} or, for
 * the session of the current request, {@link dev.sojourn.CurrentSession}. This package knows no container, no storage
 * and no configuration; of outside libraries it knows JSON-P only, because attribute values are JSON.
 */
@NullMarked
package dev.sojourn;

import org.jspecify.annotations.NullMarked;
