package dev.sojourn.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.NotSupportedException;
import dev.sojourn.StorageUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class SharedFigureTest {

    private static final Duration PATIENCE = Duration.ofMillis(20);

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong(-Duration.ofSeconds(5).toNanos());

    private SharedFigure figure(LongSupplier question, Executor executor) {
        return new SharedFigure(
                () -> {
                    asked.incrementAndGet();
                    return question.getAsLong();
                },
                executor,
                PATIENCE,
                nanos::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void answer_isSharedForTenSeconds() {
        SharedFigure figure = figure(asked::get, Runnable::run);

        assertThat(figure.get()).hasValue(1);
        pass(Duration.ofMillis(9_999));
        assertThat(figure.get()).hasValue(1);
        pass(Duration.ofMillis(1));

        assertThat(figure.get()).hasValue(2);
    }

    @Test
    void answerThatTookLong_isSharedAHundredTimesAsLong() {
        SharedFigure figure = figure(
                () -> {
                    pass(Duration.ofSeconds(2));
                    return 7;
                },
                Runnable::run);

        figure.get();
        pass(Duration.ofSeconds(199));
        figure.get();
        assertThat(asked).hasValue(1);
        pass(Duration.ofSeconds(1));
        figure.get();

        assertThat(asked).hasValue(2);
    }

    @Test
    void questionThatHangs_isAskedOnce_andUnknownUntilItIsAnswered() {
        List<Runnable> hanging = new ArrayList<>();
        SharedFigure figure = figure(() -> 7, hanging::add);

        assertThat(figure.get()).isEmpty();
        assertThat(figure.get()).isEmpty();
        assertThat(hanging).hasSize(1);
        hanging.get(0).run();

        assertThat(figure.get()).hasValue(7);
    }

    @Test
    void answerThatIsOld_willDoWhileTheNextIsOnItsWay() {
        List<Runnable> asking = new ArrayList<>();
        SharedFigure figure = figure(asked::get, asking::add);
        figure.get();
        asking.get(0).run();
        pass(Duration.ofSeconds(11));

        assertThat(figure.get()).hasValue(1);
        assertThat(figure.get()).hasValue(1);
        assertThat(asking).hasSize(2);
        asking.get(1).run();

        assertThat(figure.get()).hasValue(2);
    }

    @Test
    void failure_isUnknown_andAskedAnew() {
        SharedFigure figure = figure(
                () -> {
                    if (asked.get() == 1) {
                        throw new StorageUnavailableException("gone", null);
                    }
                    return 7;
                },
                Runnable::run);

        assertThat(figure.get()).isEmpty();
        assertThat(figure.get()).hasValue(7);
    }

    @Test
    void storageThatCannotCount_isAskedOnce() {
        SharedFigure figure = figure(
                () -> {
                    throw new NotSupportedException("memcached", "counting");
                },
                Runnable::run);

        assertThat(figure.get()).isEmpty();
        pass(Duration.ofHours(1));
        assertThat(figure.get()).isEqualTo(OptionalLong.empty());
        assertThat(asked).hasValue(1);
    }

    @Test
    void executorThatTakesNoWork_isUnknown() {
        SharedFigure figure = figure(() -> 7, work -> {
            throw new RejectedExecutionException("full");
        });

        assertThat(figure.get()).isEmpty();
    }
}
