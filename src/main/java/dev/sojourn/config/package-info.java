/**
 * The only reader of MicroProfile Config: one immutable {@link dev.sojourn.config.Settings}, checked as a whole at start-up.
 *
 * <p>Every mistake is reported at once, with key, value and what is allowed. The other packages get records from here and
 * never read configuration themselves.
 */
@NullMarked
package dev.sojourn.config;

import org.jspecify.annotations.NullMarked;
