/** Tests of the {@code memory} storage. */
@NullMarked
package dev.sojourn.store.jcache;

import org.jspecify.annotations.NullMarked;
