package dev.sojourn.store;

/**
 * The contract of {@link SessionStore} as tests. Every storage runs it against its real server, and so can an application that
 * brings a store of its own: take Sojourn's jar with the classifier {@code contract}, JUnit Jupiter and AssertJ, extend this, give a
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
 * <p>{@link #secondNode}, {@link #pass}, {@link #aWhile}, {@link #largestBody} and {@link #knowsAddresses} may be overridden where a storage needs it. A
 * capability that the store does not have is not tested; the tests that need it are then shown as skipped.
 */
public abstract class SessionStoreContract extends HistoryContract {}
