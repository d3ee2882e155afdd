package dev.sojourn.support;

import dev.sojourn.AddressPrivacy;
import dev.sojourn.ClientDetails;
import dev.sojourn.KnownDevices;
import dev.sojourn.SessionManager;
import dev.sojourn.engine.LoginPolicy;
import dev.sojourn.engine.SecureTokenSource;
import dev.sojourn.engine.StoreKnownDevices;
import dev.sojourn.engine.StoreLoginLimiter;
import dev.sojourn.security.LoginResult;
import dev.sojourn.security.LoginService;
import dev.sojourn.store.SessionStore;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code POST /api/session} does with the storage: the device, the attempt under both limits, the epoch, the session, the device again. Every
 * password is right. For one thread.
 */
public final class LoginSteps {

    private static final LoginPolicy POLICY =
            new LoginPolicy(5, 20, Duration.ofMinutes(15), false, Duration.ofSeconds(20), Duration.ofDays(90));
    private static final IdentityStoreHandler EVERYBODY =
            credential -> new CredentialValidationResult(((UsernamePasswordCredential) credential).getCaller());

    private final SessionManager manager;
    private final KnownDevices devices;
    private final LoginService logins;
    private List<String> ids = List.of();
    private KnownDevices.@Nullable Recognised recognised;

    /** Over this store, with the default limits. */
    public LoginSteps(SessionStore store, SessionManager manager, Clock clock) {
        var random = new SecureTokenSource();
        this.manager = manager;
        this.devices = new StoreKnownDevices(store, POLICY, clock, random);
        this.logins = new LoginService(
                EVERYBODY,
                new StoreLoginLimiter(store, POLICY, clock, random),
                manager,
                username -> {
                    recognised = devices.recognise(username, ids);
                    return recognised.device();
                },
                new RecordedEvents(),
                clock,
                AddressPrivacy.FULL);
    }

    /** Signs in from a browser with these device ids; answers the one by which it is known then. */
    public String signIn(String username, String... deviceIds) {
        ids = List.of(deviceIds);
        var succeeded = (LoginResult.Succeeded) logins.check(username, "right", "192.0.2.1");
        manager.create(succeeded.session(ClientDetails.UNKNOWN));
        return devices.remember(username, recognised).orElseThrow().deviceId();
    }
}
