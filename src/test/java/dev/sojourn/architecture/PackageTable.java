package dev.sojourn.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The packages of Sojourn from the ground up, and what each may use. A package may use those above its own line, and of outside libraries
 * the ones that its line names, beside the JDK and JSpecify. Packages of one line do not use each other. The packages around the core
 * ({@code web}, {@code security}, {@code rest}, {@code observe}) use the API and each other, but neither the engine nor a storage.
 *
 * <p>Libraries are written as patterns of ArchUnit: with {@code ..} for the packages below, without for that package alone.
 */
final class PackageTable {

    static final String ROOT = "dev.sojourn";

    /** One package: its name, what it may use of Sojourn (itself not named), and what of others. */
    record Row(String name, Set<String> inside, List<String> outside) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<String> EVERYWHERE = List.of(
            "java..",
            "javax.crypto..",
            "javax.management..",
            "javax.naming..",
            "javax.net..",
            "javax.security.auth..",
            "javax.sql..",
            "org.jspecify.annotations");

    private static final List<String> BEANS =
            List.of("jakarta.inject..", "jakarta.enterprise..", "jakarta.annotation..");

    private static final Set<String> API = Set.of(ROOT, ROOT + ".log", ROOT + ".event", ROOT + ".config");

    private final List<Row> rows = new ArrayList<>();

    private PackageTable() {
        core(ROOT + ".log");
        core(ROOT, "jakarta.json");
        core(ROOT + ".event");
        core(ROOT + ".store");
        core(ROOT + ".store.guard", "dev.failsafe..");
        core(ROOT + ".codec", "org.msgpack..", "jakarta.json", "jakarta.json.stream");
        core(ROOT + ".engine", "jakarta.json");
        core(ROOT + ".feed");
        Set<String> belowStorages = names();
        storage("jcache", belowStorages, "javax.cache..", "org.infinispan..");
        storage("redis", belowStorages, "redis.clients.jedis..", "org.apache.commons.pool2..", "dev.failsafe..");
        storage("memcached", belowStorages, "net.rubyeye.xmemcached..", "com.google.code.yanf4j..");
        storage("database", belowStorages, "jakarta.persistence..", "org.hibernate..", "com.zaxxer.hikari..");
        storage("encrypted", belowStorages);
        core(ROOT + ".store.hybrid");
        core(ROOT + ".cookie", "com.nimbusds.jose..");
        core(ROOT + ".device", "ua_parser", "com.github.benmanes.caffeine.cache");
        core(ROOT + ".config", "org.eclipse.microprofile.config..");
        Set<String> core = names();
        around("web", core, "jakarta.servlet..", "jakarta.json..");
        around("security", core, "jakarta.security..", "jakarta.servlet..");
        around("rest", core, "jakarta.ws.rs..", "jakarta.servlet..", "jakarta.json..");
        around("observe", core, "org.eclipse.microprofile..", "io.opentelemetry.api..");
        add(
                ROOT + ".cdi",
                names(),
                BEANS,
                "jakarta.json..",
                "jakarta.servlet",
                "jakarta.interceptor",
                "javax.cache",
                "redis.clients.jedis",
                "jakarta.security.enterprise.identitystore",
                "org.eclipse.microprofile.config");
    }

    static List<Row> rows() {
        return List.copyOf(new PackageTable().rows);
    }

    static Optional<Row> row(String packageName) {
        return rows().stream().filter(row -> row.name().equals(packageName)).findAny();
    }

    private void core(String name, String... libraries) {
        add(name, names(), List.of(), libraries);
    }

    private void storage(String engine, Set<String> below, String... libraries) {
        add(ROOT + ".store." + engine, below, List.of(), libraries);
    }

    private void around(String name, Set<String> core, String... libraries) {
        Set<String> inside = Stream.concat(API.stream(), names().stream().filter(other -> !core.contains(other)))
                .collect(Collectors.toUnmodifiableSet());
        add(ROOT + "." + name, inside, BEANS, libraries);
    }

    private void add(String name, Set<String> inside, List<String> more, String... libraries) {
        List<String> outside = Stream.of(EVERYWHERE, more, List.of(libraries))
                .flatMap(List::stream)
                .toList();
        rows.add(new Row(name, inside, outside));
    }

    private Set<String> names() {
        return rows.stream().map(Row::name).collect(Collectors.toUnmodifiableSet());
    }
}
