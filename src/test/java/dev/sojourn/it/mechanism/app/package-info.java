/** The application: what Jakarta Security guards, in each of the ways that it has. */
@NullMarked
package dev.sojourn.it.mechanism.app;

import org.jspecify.annotations.NullMarked;
