/** Tests of the {@code memcached} storage. */
@NullMarked
package dev.sojourn.store.memcached;

import org.jspecify.annotations.NullMarked;
