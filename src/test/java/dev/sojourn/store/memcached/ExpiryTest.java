package dev.sojourn.store.memcached;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ExpiryTest {

    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00.250Z");
    private static final int SLACK = 60;

    @Test
    void upToThirtyDays_isRelativeAndRoundedUp() {
        assertThat(Expiry.of(NOW.plusSeconds(10), NOW)).isEqualTo(11 + SLACK);
        assertThat(Expiry.of(NOW.plusMillis(10_750), NOW)).isEqualTo(11 + SLACK);
        assertThat(Expiry.of(NOW.plusMillis(10_751), NOW)).isEqualTo(12 + SLACK);
        Duration longest = Duration.ofDays(30).minusSeconds(SLACK + 1);
        assertThat(Expiry.of(NOW.plus(longest), NOW)).isEqualTo(30 * 24 * 3600);
    }

    @Test
    void beyondThirtyDays_isAUnixTime() {
        Instant until = NOW.plus(Duration.ofDays(30)).minusSeconds(SLACK);
        assertThat((long) Expiry.of(until, NOW)).isEqualTo(until.getEpochSecond() + 1 + SLACK);
        Instant nextYear = Instant.parse("2027-01-05T10:00:00Z");
        assertThat((long) Expiry.of(nextYear, NOW)).isEqualTo(nextYear.getEpochSecond() + SLACK);
    }

    @Test
    void never_orPastWhatThirtyOneBitsSay_isKeptForEver() {
        assertThat(Expiry.of(Instant.MAX, NOW)).isZero();
        assertThat(Expiry.of(Instant.ofEpochSecond(Integer.MAX_VALUE), NOW)).isZero();
        assertThat(Expiry.of(Instant.ofEpochSecond(Integer.MAX_VALUE - 1000), NOW))
                .isEqualTo(Integer.MAX_VALUE - 1000 + SLACK);
    }

    @Test
    void over_isGoneSoonAndNeverForEverNorAtOnce() {
        assertThat(Expiry.of(NOW, NOW)).isPositive();
        assertThat(Expiry.of(NOW.minus(Duration.ofDays(400)), NOW)).isEqualTo(1);
        assertThat(Expiry.of(Instant.MIN, NOW)).isEqualTo(1);
    }
}
