/** The storage {@code hybrid}: its contract, and what becomes of it when one of its servers fails. */
@NullMarked
package dev.sojourn.store.hybrid;

import org.jspecify.annotations.NullMarked;
