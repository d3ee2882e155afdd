/**
 * The rules of sessions, written once over the port: {@link dev.sojourn.engine.SessionEngine} is the
 * {@link dev.sojourn.SessionManager} of every server-side storage.
 *
 * <p>Plain Java: it is given a store, a clock, a random source, its policy and a sink for events. It knows no container,
 * no storage client and no configuration.
 */
@NullMarked
package dev.sojourn.engine;

import org.jspecify.annotations.NullMarked;
