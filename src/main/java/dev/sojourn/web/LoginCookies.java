package dev.sojourn.web;

import dev.sojourn.CurrentSession;
import dev.sojourn.IssuedSession;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;

/** The cookies for an application's own login code: with those of the session goes that of the device. Safe for many threads. */
final class LoginCookies implements SessionCookies {

    private static final Log LOG = Log.of(LoginCookies.class);

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
            LOG.say(Message.NO_REQUEST_FOR_DEVICE);
        }
    }

    @Override
    public void clear(HttpServletResponse response) {
        cookies.clear(response);
    }
}
