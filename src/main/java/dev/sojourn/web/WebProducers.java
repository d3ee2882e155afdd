package dev.sojourn.web;

import dev.sojourn.CurrentSession;
import dev.sojourn.DeviceParser;
import dev.sojourn.Session;
import dev.sojourn.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** The session of the request as a bean, and those for an application's own login code. */
@Dependent
public class WebProducers {

    /** Made by the container. */
    public WebProducers() {}

    /** {@code @Inject CurrentSession}: one for all requests, and for threads that are at none. */
    @Produces
    @ApplicationScoped
    CurrentSession current(RequestSession request) {
        return new InjectedCurrentSession(request::current);
    }

    /** {@code @Inject Session}: one for all requests, since it asks for the request's session at each call. */
    @Produces
    @ApplicationScoped
    Session session(CurrentSession current) {
        return new InjectedSession(current);
    }

    /** {@code @Inject SessionCookies}. */
    @Produces
    @ApplicationScoped
    SessionCookies cookies(Settings settings, Clock clock) {
        return new CookieWriter(settings.cookie(), settings.web().clearSiteData(), clock);
    }

    /** {@code @Inject ClientDetailsReader}. */
    @Produces
    @ApplicationScoped
    ClientDetailsReader clientDetails(Settings settings, DeviceParser devices) {
        return new HeaderClientDetails(new ClientAddress(settings.web()), devices);
    }
}
