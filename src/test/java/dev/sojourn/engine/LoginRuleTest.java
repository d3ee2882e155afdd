package dev.sojourn.engine;

import dev.sojourn.LoginAttempt;
import dev.sojourn.LoginLimiter;
import dev.sojourn.LoginPermit;
import java.time.Duration;
import org.assertj.core.api.Assertions;

/** What the tests of login protection share: the default limits, on any number of nodes. */
abstract class LoginRuleTest extends RuleTest {

    static final Duration WINDOW = Duration.ofMinutes(15);
    static final LoginPolicy POLICY =
            new LoginPolicy(5, 20, WINDOW, false, Duration.ofSeconds(20), Duration.ofDays(90));

    LoginLimiter node(Duration patience) {
        return new StoreLoginLimiter(fixture.store(), POLICY, fixture.clock(), new SecureTokenSource(), patience);
    }

    StoreKnownDevices devices() {
        return new StoreKnownDevices(fixture.store(), POLICY, fixture.clock(), new SecureTokenSource());
    }

    static boolean begins(LoginLimiter limiter, LoginAttempt attempt) {
        return limiter.attempt(attempt) instanceof LoginPermit.Allowed;
    }

    static void fail(LoginLimiter limiter, int times, LoginAttempt attempt) {
        for (int i = 0; i < times; i++) {
            Assertions.assertThat(begins(limiter, attempt)).isTrue();
            limiter.failed(attempt);
        }
    }
}
