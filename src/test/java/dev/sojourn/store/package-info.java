/**
 * The contract of {@link dev.sojourn.store.SessionStore} as tests, for this project's storages and for an application's own:
 * extend {@link dev.sojourn.store.SessionStoreContract} and give it a store.
 */
@NullMarked
package dev.sojourn.store;

import org.jspecify.annotations.NullMarked;
