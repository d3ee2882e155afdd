package dev.sojourn.store.hybrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.StorageUnavailableException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SignOfLifeTest {

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final CountDownLatch resumed = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void close() {
        resumed.countDown();
        threads.shutdown();
    }

    private static void answer() {}

    private static void fail() {
        throw new StorageUnavailableException("gone", null);
    }

    private void hang() {
        asked.incrementAndGet();
        try {
            resumed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void database_hangs_frontAnswers() {
        new SignOfLife(SignOfLifeTest::answer, this::hang, threads).ofEither();
    }

    @Test
    void front_hangs_databaseAnswers() {
        new SignOfLife(this::hang, SignOfLifeTest::answer, threads).ofEither();
    }

    @Test
    void one_fails_theOtherAnswers() {
        new SignOfLife(SignOfLifeTest::answer, SignOfLifeTest::fail, threads).ofEither();
        new SignOfLife(SignOfLifeTest::fail, SignOfLifeTest::answer, threads).ofEither();
    }

    @Test
    void both_fail_itFails() {
        assertThatThrownBy(() -> new SignOfLife(SignOfLifeTest::fail, SignOfLifeTest::fail, threads).ofEither())
                .isInstanceOf(StorageUnavailableException.class);
    }

    @Test
    void one_thatHangs_isAskedOnce() {
        var sign = new SignOfLife(SignOfLifeTest::answer, this::hang, threads);
        for (int i = 0; i < 10; i++) {
            sign.ofEither();
        }
        assertThat(asked).hasValueLessThanOrEqualTo(1);
    }
}
