package dev.sojourn.it.deployment.replaced;

import dev.sojourn.BlockedBy;
import dev.sojourn.LoginAttempt;
import dev.sojourn.LoginLimiter;
import dev.sojourn.LoginPermit;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Lets nobody in whose name is not {@code welcome}. */
@ApplicationScoped
public class OwnLimiter implements LoginLimiter {

    @Override
    public LoginPermit attempt(LoginAttempt attempt) {
        return attempt.username().equals("welcome")
                ? new LoginPermit.Allowed(1)
                : new LoginPermit.Blocked(BlockedBy.USERNAME, Duration.ofSeconds(7));
    }

    @Override
    public void succeeded(LoginAttempt attempt) {
        // counts nothing
    }

    @Override
    public void failed(LoginAttempt attempt) {
        // counts nothing
    }

    @Override
    public void withdrawn(LoginAttempt attempt) {
        // counts nothing
    }
}
