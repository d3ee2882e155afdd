package dev.sojourn.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.StorageHealth;
import dev.sojourn.StorageUnavailableException;
import dev.sojourn.support.EngineFixture;
import dev.sojourn.support.StoppingStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreMonitorTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final EngineFixture fixture = new EngineFixture();
    private final StoppingStore store = fixture.store();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void storageThatAnswers_isUpWithItsNameAndLatency() {
        StorageHealth health = new StoreMonitor(store, Runnable::run, LONG).check();
        assertThat(health.up()).isTrue();
        assertThat(health.storage()).isEqualTo("memory");
        assertThat(health.latency()).isPositive();
    }

    @Test
    void storageThatFails_isDown() {
        store.failPings(() -> new StorageUnavailableException("gone", null));
        assertThat(new StoreMonitor(store, Runnable::run, LONG).check().up()).isFalse();
    }

    @Test
    void storageThatHangs_isDownAndAskedOnce_untilItAnswers() {
        List<Runnable> hanging = new ArrayList<>();
        var monitor = new StoreMonitor(store, hanging::add, SHORT);

        assertThat(monitor.check().up()).isFalse();
        assertThat(monitor.check().up()).isFalse();
        assertThat(hanging).hasSize(1);

        hanging.get(0).run();
        var answering = new StoreMonitor(store, Runnable::run, SHORT);
        assertThat(answering.check().up()).isTrue();
    }

    @Test
    void storageThatAnsweredLate_isAskedAnew() {
        List<Runnable> asked = new ArrayList<>();
        var monitor = new StoreMonitor(store, asked::add, SHORT);
        monitor.check();
        asked.get(0).run();

        monitor.check();

        assertThat(asked).hasSize(2);
    }

    @Test
    void executorThatTakesNoWork_isDown() {
        var monitor = new StoreMonitor(
                store,
                work -> {
                    throw new RejectedExecutionException("full");
                },
                LONG);
        assertThat(monitor.check().up()).isFalse();
    }
}
