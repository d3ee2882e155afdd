package dev.sojourn.web;

import dev.sojourn.CurrentSession;
import dev.sojourn.IssuedSession;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;

/** The cookies for an application's own login code: with those of the session goes that of the device. Safe for many threads. */
final class LoginCookies implements SessionCookies {

    private static final System.Logger LOG = System.getLogger(LoginCookies.class.getPackageName());

    private final SessionCookies cookies;
    private final Supplier<CurrentSession> ofRequest;

    LoginCookies(SessionCookies cookies, Supplier<CurrentSession> ofRequest) {
        this.cookies = cookies;
        this.ofRequest = ofRequest;
    }

    @Override
    public void write(HttpServletResponse response, IssuedSession issued) {
        cookies.write(response, issued);
        try {
            if (ofRequest.get() instanceof HttpCurrentSession current) {
                current.rememberDeviceAfter(response, issued.session());
            }
        } catch (ContextNotActiveException noRequest) {
            LOG.log(System.Logger.Level.DEBUG, "cookies are written outside of a request: no device is remembered");
        }
    }

    @Override
    public void clear(HttpServletResponse response) {
        cookies.clear(response);
    }
}
