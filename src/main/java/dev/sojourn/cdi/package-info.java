/**
 * The composition root: reads the settings, chooses the storage, makes the engine and gives all of it to CDI.
 *
 * <p>What an application may replace by a bean of its own (clock, token source, attribute mapper, device parser) gets a
 * default bean only where it has none; its own login limiter is taken where it has one. No
 * other package knows how the parts are put together.
 */
@NullMarked
package dev.sojourn.cdi;

import org.jspecify.annotations.NullMarked;
