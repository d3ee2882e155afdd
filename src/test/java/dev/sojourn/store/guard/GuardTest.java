package dev.sojourn.store.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.StorageTimeoutException;
import dev.sojourn.StorageUnavailableException;
import dev.sojourn.support.CapturedLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class GuardTest {

    private final Guard guard = new Guard("redis", Duration.ofSeconds(10));
    private final AtomicInteger trips = new AtomicInteger();

    @Test
    void serverGone_laterCallsFailWithoutATrip() {
        failThreeTimes();

        assertThatThrownBy(() -> guard.trip(left -> trips.incrementAndGet()))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("redis");
        assertThat(trips).hasValue(3);
    }

    @Test
    void serverBack_nextTrialClosesTheBreaker() {
        failThreeTimes();

        Awaitility.await().ignoreExceptions().until(() -> guard.trip(left -> true));

        String answer = guard.trip(left -> "answer");
        assertThat(answer).isEqualTo("answer");
    }

    @Test
    void trial_isGivenLessTime() {
        failThreeTimes();
        List<Duration> given = new ArrayList<>();

        Awaitility.await().ignoreExceptions().until(() -> guard.trip(left -> given.add(left)));

        assertThat(given).singleElement().isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void refusals_leaveTheBreakerClosed() {
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> guard.trip(left -> {
                        throw new RefusedException("redis is out of memory", new IllegalStateException());
                    }))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessage("redis is out of memory");
        }

        String answer = guard.trip(left -> "answer");
        assertThat(answer).isEqualTo("answer");
    }

    @Test
    void tripsOfOneOperation_shareItsTime() {
        List<Duration> given = new ArrayList<>();

        guard.operation(() -> guard.operation(() -> {
            guard.trip(left -> given.add(left));
            return guard.trip(left -> given.add(left));
        }));

        assertThat(given.get(1)).isLessThan(given.get(0));
    }

    @Test
    void operationWhoseTimeIsUp_sendsNothing() {
        var hasty = new Guard("redis", Duration.ofNanos(1));

        assertThatThrownBy(() -> hasty.operation(() -> hasty.trip(left -> trips.incrementAndGet())))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("time is up");
        assertThat(trips).hasValue(0);
    }

    @Test
    void failureAndRecovery_areLoggedOnce() {
        try (var log = new CapturedLog(Guard.class.getPackageName())) {
            failThreeTimes();
            Awaitility.await().ignoreExceptions().until(() -> guard.trip(left -> true));
            guard.trip(left -> true);

            assertThat(log.messages())
                    .containsExactly(
                            "SOJ-1001 the storage redis fails: no answer", "SOJ-1002 the storage redis serves again");
        }
    }

    private void failThreeTimes() {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> guard.trip(left -> {
                        trips.incrementAndGet();
                        throw new StorageTimeoutException("no answer", null);
                    }))
                    .isInstanceOf(StorageTimeoutException.class);
        }
    }
}
