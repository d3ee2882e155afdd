/**
 * What every storage over a network needs between itself and its client library: one deadline per operation, and a circuit breaker, so
 * that a server that is gone costs the first few callers a timeout and all others nothing. It knows no server and no records.
 */
@NullMarked
package dev.sojourn.store.guard;

import org.jspecify.annotations.NullMarked;
