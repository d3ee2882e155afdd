/**
 * What a storage over a network does when its server or the way to it fails, as tests for every such storage: extend
 * {@link dev.sojourn.store.faults.StoreFaultsContract}. They also measure how long callers wait for an error and for the storage to be
 * back; {@link dev.sojourn.store.faults.FaultTable} puts that into docs/faults.md.
 */
@NullMarked
package dev.sojourn.store.faults;

import org.jspecify.annotations.NullMarked;
