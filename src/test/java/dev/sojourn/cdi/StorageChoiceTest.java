package dev.sojourn.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.StorageState;
import dev.sojourn.StorageUnavailableException;
import dev.sojourn.cdi.StorageChoice.Chosen;
import dev.sojourn.cdi.Storages.Opened;
import dev.sojourn.config.SettingsLoader;
import dev.sojourn.config.StorageSettings;
import dev.sojourn.support.CapturedLog;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StorageChoiceTest {

    private final CapturedLog log = new CapturedLog(StorageChoice.class.getPackageName());
    private final Map<String, Supplier<Opened>> storages = new HashMap<>();
    private final PingedStore redis = new PingedStore("redis");
    private final PingedStore memory = new PingedStore("memory");

    StorageChoiceTest() {
        storages.put("redis", () -> new Opened(redis, true));
        storages.put("memory", () -> new Opened(memory, true));
    }

    @AfterEach
    void restoreLog() {
        log.close();
    }

    @Test
    void storage_that_answers_is_used() {
        Chosen chosen = choose("redis", "memory");

        assertThat(chosen.opened().store()).isSameAs(redis);
        assertThat(chosen.state()).isEqualTo(new StorageState("redis", "redis"));
        assertThat(chosen.state().degraded()).isFalse();
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void storage_that_does_not_answer_is_waited_for_without_a_fallback() {
        redis.failure = new StorageUnavailableException("redis was not reached", null);

        Chosen chosen = choose("redis", "none");

        assertThat(chosen.opened().store()).isSameAs(redis);
        assertThat(redis.closed).isFalse();
        assertThat(chosen.state().degraded()).isFalse();
        assertThat(log.warnings()).singleElement().asString().contains("redis does not serve yet");
    }

    @Test
    void fallback_takes_the_place_of_a_storage_that_does_not_answer() {
        redis.failure = new StorageUnavailableException("redis was not reached", null);

        Chosen chosen = choose("redis", "memory");

        assertThat(chosen.opened().store()).isSameAs(memory);
        assertThat(redis.closed).isTrue();
        assertThat(chosen.state()).isEqualTo(new StorageState("redis", "memory"));
        assertThat(chosen.state().degraded()).isTrue();
        assertThat(log.warnings()).singleElement().asString().contains("the fallback memory is used");
    }

    @Test
    void missing_library_keeps_the_application_from_starting_without_a_fallback() {
        storages.put("redis", () -> {
            throw Storages.missing("redis", new NoClassDefFoundError("redis/clients/jedis/UnifiedJedis"));
        });

        assertThatThrownBy(() -> choose("redis", "none"))
                .isInstanceOf(MissingLibraryException.class)
                .hasMessageContaining("add redis.clients:jedis");
        assertThat(choose("redis", "memory").state().degraded()).isTrue();
    }

    @Test
    void library_found_missing_by_the_first_call_is_missing_as_well() {
        redis.failure = new NoClassDefFoundError("org/hibernate/SessionFactory");

        assertThatThrownBy(() -> choose("redis", "none")).isInstanceOf(MissingLibraryException.class);
        assertThat(redis.closed).isTrue();
        assertThat(choose("redis", "memory").state().inUse()).isEqualTo("memory");
    }

    @Test
    void wrong_configuration_is_no_reason_for_the_fallback() {
        storages.put("redis", () -> {
            throw new StorageSetupException("the certificate cannot be read", null);
        });

        assertThatThrownBy(() -> choose("redis", "memory")).hasMessage("the certificate cannot be read");
    }

    @Test
    void store_that_fails_otherwise_is_closed() {
        redis.failure = new IllegalStateException("broken");

        assertThatThrownBy(() -> choose("redis", "memory")).isSameAs(redis.failure);
        assertThat(redis.closed).isTrue();
    }

    @Test
    void store_of_the_application_is_not_closed() {
        storages.put("custom", () -> new Opened(redis, false));

        choose("custom", "none").opened().close();

        assertThat(redis.closed).isFalse();
    }

    private Chosen choose(String storage, String fallback) {
        var properties = Map.of("sojourn.storage", storage, "sojourn.fallback", fallback);
        StorageSettings settings = new SettingsLoader()
                .load(
                        new SmallRyeConfigBuilder()
                                .withSources(new PropertiesConfigSource(properties, "test", 100))
                                .build(),
                        "/shop",
                        false)
                .storage();
        return new StorageChoice(settings, name -> storages.get(name).get()).choose();
    }
}
