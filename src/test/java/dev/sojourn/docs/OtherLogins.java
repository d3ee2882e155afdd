package dev.sojourn.docs;

import dev.sojourn.CurrentSession;
import dev.sojourn.IssuedSession;
import dev.sojourn.Lifetime;
import dev.sojourn.LoginEpoch;
import dev.sojourn.NewSession;
import dev.sojourn.SessionManager;
import dev.sojourn.Validation;
import dev.sojourn.web.ClientDetailsReader;
import dev.sojourn.web.SessionCookies;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Set;

/** Logins that do not check a password. */
@ApplicationScoped
public class OtherLogins {

    /** Stands for whatever checks the credentials. */
    public interface Passkeys {
        boolean verify(String name, String assertion);
    }

    @Inject
    SessionManager sessions;

    @Inject
    CurrentSession current;

    @Inject
    SessionCookies cookies;

    @Inject
    ClientDetailsReader clients;

    @Inject
    Passkeys passkeys;

    void withPasskey(String name, String assertion) {
        // docs:begin
        LoginEpoch epoch = sessions.loginEpoch(name); // before the credentials are checked
        if (passkeys.verify(name, assertion)) {
            current.login(NewSession.of(name).roles(Set.of("customer")).epoch(epoch));
        }
        // docs:end
    }

    void remembered(String name, LoginEpoch epoch) {
        // docs:begin
        var fortnight = new Lifetime(null, Duration.ofDays(14), true); // no idle timeout, persistent cookies
        current.login(NewSession.of(name).epoch(epoch).lifetime(fortnight));
        // docs:end
    }

    void withCookies(String name, LoginEpoch epoch, HttpServletRequest request, HttpServletResponse response) {
        // docs:begin
        IssuedSession issued = sessions.create(NewSession.of(name).epoch(epoch).client(clients.of(request)));
        cookies.write(response, issued);
        // docs:end
    }

    String describe(String cookieValue) {
        // docs:begin
        Validation answer = sessions.validate(cookieValue);
        if (answer instanceof Validation.Live live) {
            return "session of " + live.session().principal();
        }
        return "no session: " + ((Validation.NotLive) answer).reason(); // such as "idle" or "logout"
        // docs:end
    }
}
