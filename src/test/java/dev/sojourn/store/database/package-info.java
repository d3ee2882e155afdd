/** The storage {@code database} against real databases. */
@NullMarked
package dev.sojourn.store.database;

import org.jspecify.annotations.NullMarked;
