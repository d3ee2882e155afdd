package dev.sojourn.store;

import org.junit.jupiter.api.Tag;

/**
 * The contract of {@link SessionStore} as tests. Every storage runs it against its real server, and so can an application that
 * brings a store of its own: take Sojourn's jar with the classifier {@code contract}, JUnit Jupiter, AssertJ and an implementation of JSON Processing, extend this, give a
 * store over an empty storage, and let JUnit run it.
 *
 * <pre>{@code
 * class MyStoreTest extends SessionStoreContract {
 *     @Override
 *     protected SessionStore newStore(Clock clock) {
 *         return new MyStore(emptiedServer(), clock);
 *     }
 * }
 * }</pre>
 *
 * <p>{@link #secondNode}, {@link #pass}, {@link #aWhile}, {@link #largestBody}, {@link #knowsAddresses} and {@link #variant} may be overridden
 * where a storage needs it. A capability that the store does not have is not tested; the tests that need it are then shown as skipped. All tests
 * have the tag {@code contract}.
 */
@Tag("contract")
public abstract class SessionStoreContract extends ApplicationsContract {}
