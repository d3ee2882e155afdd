/** Tests of the storage {@code redis} against real servers. */
@NullMarked
package dev.sojourn.store.redis;

import org.jspecify.annotations.NullMarked;
