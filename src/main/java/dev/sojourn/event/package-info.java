/**
 * What happened to sessions, as immutable values of one sealed interface. They carry keys, never secrets. Delivered as CDI
 * events where there is CDI.
 */
@NullMarked
package dev.sojourn.event;

import org.jspecify.annotations.NullMarked;
