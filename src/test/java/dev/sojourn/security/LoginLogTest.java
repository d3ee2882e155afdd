package dev.sojourn.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.AddressPrivacy;
import dev.sojourn.BlockedBy;
import dev.sojourn.LoginAttempt;
import dev.sojourn.LoginLimiter;
import dev.sojourn.LoginPermit;
import dev.sojourn.support.CapturedLog;
import dev.sojourn.support.EngineFixture;
import dev.sojourn.support.RecordedEvents;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A login that is refused is explained to whoever looks for a cause, without its name and its password. */
class LoginLogTest {

    private final EngineFixture fixture = new EngineFixture();
    private final CapturedLog log = new CapturedLog(LoginService.class.getPackageName(), Level.FINE);

    @AfterEach
    void close() {
        log.close();
        fixture.close();
    }

    private void refuse(LoginPermit permit) {
        new LoginService(
                        credential -> CredentialValidationResult.NOT_VALIDATED_RESULT,
                        new Limiter(permit),
                        fixture.engine(),
                        name -> Optional.empty(),
                        new RecordedEvents(),
                        Clock.systemUTC(),
                        AddressPrivacy.FULL)
                .check("alice", "hunter2", "192.0.2.1");
    }

    @Test
    void login_that_no_identity_store_takes_is_explained() {
        refuse(new LoginPermit.Allowed(3));

        assertThat(log.messages()).containsExactly("SOJ-0605 refused a login: the identity stores say NOT_VALIDATED");
    }

    @Test
    void blocked_login_is_explained() {
        refuse(new LoginPermit.Blocked(BlockedBy.USERNAME, Duration.ofMinutes(2)));

        assertThat(log.messages())
                .containsExactly(
                        "SOJ-0604 refused a login unseen: too many failures of this username, to be tried again in 120 s");
    }

    private record Limiter(LoginPermit permit) implements LoginLimiter {

        @Override
        public LoginPermit attempt(LoginAttempt attempt) {
            return permit;
        }

        @Override
        public void succeeded(LoginAttempt attempt) {}

        @Override
        public void failed(LoginAttempt attempt) {}

        @Override
        public void withdrawn(LoginAttempt attempt) {}
    }
}
