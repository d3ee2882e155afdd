/**
 * Real servers for tests: started on a random port of 127.0.0.1, ended with their test or with its JVM, whatever happens. A server is looked for in a
 * system property ({@code sojourn.test.redis-server} and so on), then on the PATH, then in a test dependency; a test whose server is
 * missing is skipped, and fails where the environment variable CI is true.
 *
 * <p>{@code shared()} is the server for all tests of a JVM that only need an emptied one. A test that freezes, kills or reconfigures
 * starts its own. {@link dev.sojourn.servers.TcpProxy} stands between a client and a server, breaks what a network breaks, and
 * counts round trips.
 *
 * <p>Nothing here knows a storage or its client: what the fixtures themselves say to a server goes through {@link dev.sojourn.servers.Resp}
 * or plain sockets.
 */
@NullMarked
package dev.sojourn.servers;

import org.jspecify.annotations.NullMarked;
