package dev.sojourn.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.cdi.Storages.Opened;
import dev.sojourn.config.SettingsLoader;
import dev.sojourn.config.StorageSettings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.enterprise.inject.spi.BeanManager;
import java.io.File;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The jar in an application that lacks the library of one storage. */
class MissingLibraryTest {

    /** Runs with classes of the class loader under test: opens a storage, and tells what came of it. */
    public static final class Probe implements UnaryOperator<String> {
        @Override
        public String apply(String name) {
            StorageSettings settings = new SettingsLoader()
                    .load(
                            new SmallRyeConfigBuilder()
                                    .withSources(new PropertiesConfigSource(
                                            Map.of(
                                                    "sojourn.database.datasource", "jdbc/a",
                                                    "sojourn.storage", "cookie",
                                                    "sojourn.cookie-storage.keys", "k1:" + "A".repeat(43) + "=",
                                                    "sojourn.cookie-storage.revocation", "memory"),
                                            "test",
                                            100))
                                    .build(),
                            "/shop",
                            false)
                    .storage();
            try (Opened opened =
                    new Storages(settings, Clock.systemUTC(), new ApplicationBeans(noBeans())).open(name)) {
                return "opened " + opened.store().name();
            } catch (StorageSetupException e) {
                return e.getMessage();
            }
        }

        private static BeanManager noBeans() {
            return (BeanManager) Proxy.newProxyInstance(
                    Probe.class.getClassLoader(),
                    new Class<?>[] {BeanManager.class},
                    (proxy, method, args) -> Set.of());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "redis,     redis.clients.,                     redis.clients:jedis",
        "memcached, net.rubyeye.xmemcached.,            com.googlecode.xmemcached:xmemcached",
        "memory,    javax.cache.,                       javax.cache:cache-api",
        "jcache,    javax.cache.,                       javax.cache:cache-api",
        "hybrid,    redis.clients.,                     redis.clients:jedis",
        "cookie,    com.nimbusds.,                      com.nimbusds:nimbus-jose-jwt",
    })
    void storage_names_the_library_that_is_missing(String storage, String missing, String library) throws Exception {
        try (var without = new Without(missing)) {
            assertThat(without.probe().apply(storage))
                    .startsWith("the storage " + (storage.equals("hybrid") ? "redis" : storage) + " needs a library")
                    .contains(library);
        }
    }

    @Test
    void other_storages_do_without_the_libraries_of_those_that_are_not_used() throws Exception {
        try (var without = new Without(
                "redis.clients.", "net.rubyeye.", "org.hibernate.", "jakarta.persistence.", "com.nimbusds.")) {
            assertThat(without.probe().apply("memory")).isEqualTo("opened memory");
        }
        try (var without = new Without(
                "javax.cache.", "org.infinispan.", "net.rubyeye.", "org.hibernate.", "jakarta.persistence.")) {
            assertThat(without.probe().apply("redis")).isEqualTo("opened redis");
        }
    }

    /** All that the tests have, loaded anew, but for classes whose names begin so. */
    private static final class Without extends URLClassLoader {

        private final List<String> missing;

        Without(String... missing) {
            super(classPath(), ClassLoader.getPlatformClassLoader());
            this.missing = List.of(missing);
        }

        @SuppressWarnings("unchecked") // the interface is Java's own, so both loaders know it as the same
        UnaryOperator<String> probe() throws ReflectiveOperationException {
            return (UnaryOperator<String>)
                    loadClass(Probe.class.getName()).getConstructor().newInstance();
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (missing.stream().anyMatch(name::startsWith)) {
                throw new ClassNotFoundException(name);
            }
            return super.findClass(name);
        }

        private static URL[] classPath() {
            return Arrays.stream(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                            .split(File.pathSeparator))
                    .map(Without::url)
                    .toArray(URL[]::new);
        }

        private static URL url(String file) {
            try {
                return Path.of(file).toUri().toURL();
            } catch (MalformedURLException e) {
                throw new IllegalStateException(file, e);
            }
        }
    }
}
