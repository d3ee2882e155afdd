package dev.sojourn.config;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/** A configuration by the implementation that WildFly has, and what becomes of it. */
final class TestConfig {

    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> profiles = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();

    /** Key, value, key, value, … */
    static TestConfig of(String... keysAndValues) {
        TestConfig config = new TestConfig();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            config.properties.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return config;
    }

    TestConfig with(String key, String value) {
        properties.put(key, value);
        return this;
    }

    TestConfig environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    TestConfig profiles(String... names) {
        profiles.addAll(Arrays.asList(names));
        properties.put("mp.config.profile", String.join(",", names));
        return this;
    }

    Config build() {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withProfiles(profiles)
                .withSources(new EnvConfigSource(environment, 300))
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build();
    }

    Settings load() {
        return load("/shop");
    }

    Settings load(String contextPath) {
        return new SettingsLoader(warnings::add).load(build(), contextPath, false);
    }

    /** Lines of the problems, none when it loads. */
    List<String> problems() {
        try {
            load();
            return List.of();
        } catch (ConfigurationException e) {
            return e.problems().stream()
                    .map(ConfigurationException.Problem::toString)
                    .toList();
        }
    }
}
