package dev.sojourn.security;

import dev.sojourn.AddressPrivacy;
import dev.sojourn.LoginAttempt;
import dev.sojourn.LoginEpoch;
import dev.sojourn.LoginLimiter;
import dev.sojourn.LoginPermit;
import dev.sojourn.NewSession;
import dev.sojourn.SessionManager;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.event.SessionEvents;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Checks a username and a password: counts the attempt, takes the login's epoch, and asks Jakarta Security's
 * IdentityStoreHandler, that is the application's own identity stores. Creates no session. Safe for many threads.
 */
public final class LoginService {

    private static final Log LOG = Log.of(LoginService.class);

    private static final int LONGEST_NAME_TOLD = 255;

    private final IdentityStoreHandler identityStores;
    private final LoginLimiter limiter;
    private final SessionManager manager;
    private final Function<String, Optional<String>> knownDevice;
    private final SessionEvents events;
    private final Clock clock;
    private final AddressPrivacy privacy;

    /**
     * Made once for the application; a bean.
     *
     * @param knownDevice which known device the calling thread's request comes from when somebody signs in under this name; see
     *     {@link dev.sojourn.KnownDevices.Recognised}
     */
    public LoginService(
            IdentityStoreHandler identityStores,
            LoginLimiter limiter,
            SessionManager manager,
            Function<String, Optional<String>> knownDevice,
            SessionEvents events,
            Clock clock,
            AddressPrivacy privacy) {
        this.identityStores = identityStores;
        this.limiter = limiter;
        this.manager = manager;
        this.knownDevice = knownDevice;
        this.events = events;
        this.clock = clock;
        this.privacy = privacy;
    }

    /**
     * Checks credentials.
     *
     * @param address of the client; null when unknown
     * @throws dev.sojourn.StorageException when attempts cannot be counted and that is configured to refuse
     */
    public LoginResult check(String username, String password, @Nullable String address) {
        var attempt =
                new LoginAttempt(username, address, knownDevice.apply(username).orElse(null));
        if (limiter.attempt(attempt) instanceof LoginPermit.Blocked blocked) {
            LOG.say(
                    Message.LOGIN_BLOCKED,
                    blocked.by().name().toLowerCase(Locale.ROOT),
                    blocked.retryAfter().toSeconds());
            String told = username.substring(0, Math.min(LONGEST_NAME_TOLD, username.length()));
            events.publish(
                    new SessionEvent.LoginBlocked(clock.instant(), told, privacy.applied(address), blocked.by()));
            return new LoginResult.Blocked(blocked.retryAfter());
        }
        LoginResult result;
        try {
            result = validate(username, password);
        } catch (RuntimeException undecided) {
            limiter.withdrawn(attempt);
            throw undecided;
        }
        if (result instanceof LoginResult.Succeeded) {
            limiter.succeeded(attempt);
        } else {
            limiter.failed(attempt);
        }
        return result;
    }

    private LoginResult validate(String username, String password) {
        LoginEpoch epoch = manager.loginEpoch(username);
        CredentialValidationResult validated = ask(username, password);
        if (validated.getStatus() != CredentialValidationResult.Status.VALID) {
            return failed("the identity stores say " + validated.getStatus());
        }
        String principal = validated.getCallerPrincipal().getName();
        if (principal.isEmpty() || principal.length() > NewSession.MAX_PRINCIPAL) {
            return failed("no session can be made for a name without or with too many characters");
        }
        if (!principal.equals(username)) {
            // the epoch has to be that of the principal, known only now, and older than the check of the credentials
            epoch = manager.loginEpoch(principal);
            validated = ask(username, password);
            if (validated.getStatus() != CredentialValidationResult.Status.VALID
                    || !principal.equals(validated.getCallerPrincipal().getName())) {
                return failed("the identity stores say another thing when asked again");
            }
        }
        return new LoginResult.Succeeded(principal, validated.getCallerGroups(), epoch);
    }

    private static LoginResult failed(String why) {
        LOG.say(Message.LOGIN_FAILED, why);
        return new LoginResult.Failed();
    }

    private CredentialValidationResult ask(String username, String password) {
        return identityStores.validate(new UsernamePasswordCredential(username, password));
    }
}
