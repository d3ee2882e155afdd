/**
 * The port that every storage implements: versioned records, written by compare-and-swap.
 *
 * <p>A store knows nothing about sessions' rules. Its base is {@link dev.sojourn.store.SessionStore}; what only some
 * storages can do is an interface of its own ({@link dev.sojourn.store.SearchIndex},
 * {@link dev.sojourn.store.NamespaceIndex}, {@link dev.sojourn.store.ExpiryIndex}), found through
 * {@link dev.sojourn.store.SessionStore#capability}. This package is also for applications that bring a store of their own.
 */
@NullMarked
package dev.sojourn.store;

import org.jspecify.annotations.NullMarked;
