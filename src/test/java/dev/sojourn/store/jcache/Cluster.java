package dev.sojourn.store.jcache;

import dev.sojourn.store.SessionStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.spi.CachingProvider;

/**
 * Nodes of an embedded Infinispan cluster in this JVM, on loopback, configured as Sojourn's own file does but for ports and name. Each has a
 * file of its own, because JCache shares managers of one URI.
 */
public final class Cluster implements AutoCloseable {

    private static final AtomicInteger STARTED = new AtomicInteger();

    private final Path folder;
    private final List<URI> nodes = new ArrayList<>();

    /** Prepares so many nodes; nothing runs yet. */
    public Cluster(int size) {
        try {
            folder = Files.createTempDirectory("sojourn-cluster");
            List<Integer> ports = freePorts(size);
            String hosts = ports.stream().map(port -> "127.0.0.1[" + port + "]").collect(Collectors.joining(","));
            String name = "sojourn-test-" + ProcessHandle.current().pid() + "-" + STARTED.incrementAndGet();
            for (int port : ports) {
                Path file = folder.resolve(port + ".xml");
                Files.writeString(
                        file,
                        ownConfiguration()
                                .replace("${jgroups.bind.port:7800}", String.valueOf(port))
                                .replace("${jgroups.tcpping.initial_hosts:127.0.0.1[7800]}", hosts)
                                .replace("port_range=\"10\"", "port_range=\"0\"")
                                .replace("cluster=\"sojourn\"", "cluster=\"" + name + "\""));
                nodes.add(file.toUri());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the configuration of a node is. */
    URI uri(int node) {
        return nodes.get(node);
    }

    /** The cache manager of a node, started now if it was not. */
    CacheManager manager(int node) {
        return provider().getCacheManager(uri(node), getClass().getClassLoader());
    }

    /** Starts all nodes. */
    public void start() {
        for (int node = 0; node < nodes.size(); node++) {
            CacheManager unused = manager(node);
        }
    }

    /** A store on a node, which stays when the store is closed. */
    public SessionStore store(int node, String prefix, Clock clock) {
        return JCacheStores.over(manager(node), prefix, clock);
    }

    /** Stops a node in good order: its records move. */
    void stop(int node) {
        provider().close(uri(node), getClass().getClassLoader());
    }

    /** Stops all nodes. */
    @Override
    public void close() {
        nodes.forEach(uri -> provider().close(uri, getClass().getClassLoader()));
        nodes.forEach(uri -> Path.of(uri).toFile().delete());
        folder.toFile().delete();
    }

    private static CachingProvider provider() {
        return Caching.getCachingProvider(JCacheStores.INFINISPAN, Cluster.class.getClassLoader());
    }

    private static String ownConfiguration() throws IOException {
        try (InputStream file = JCacheStores.class.getResourceAsStream("/META-INF/sojourn-jcache.xml")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Below the range from which the system picks ports for outgoing connections. */
    private static List<Integer> freePorts(int count) {
        List<Integer> ports = new ArrayList<>();
        for (int port = 20_000 + (int) (ProcessHandle.current().pid() % 10_000); ports.size() < count; port++) {
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                ports.add(socket.getLocalPort());
            } catch (IOException taken) {
                // the next one
            }
        }
        return ports;
    }
}
