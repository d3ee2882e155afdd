/** An application whose container takes Sojourn's session for its caller: {@code sojourn.security.mechanism=true}. */
@NullMarked
package dev.sojourn.it.mechanism;

import org.jspecify.annotations.NullMarked;
