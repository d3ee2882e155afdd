package dev.sojourn.it.embedded.replaced;

import dev.sojourn.BlockedBy;
import dev.sojourn.LoginLimiter;
import dev.sojourn.LoginPermit;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Lets nobody in whose name is not {@code welcome}. */
@ApplicationScoped
public class OwnLimiter implements LoginLimiter {

    @Override
    public LoginPermit attempt(String username, @Nullable String address) {
        return username.equals("welcome")
                ? new LoginPermit.Allowed(1)
                : new LoginPermit.Blocked(BlockedBy.USERNAME, Duration.ofSeconds(7));
    }

    @Override
    public void succeeded(String username, @Nullable String address) {
        // counts nothing
    }

    @Override
    public void withdrawn(String username, @Nullable String address) {
        // counts nothing
    }
}
