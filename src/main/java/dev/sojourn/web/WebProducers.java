package dev.sojourn.web;

import dev.sojourn.CurrentSession;
import dev.sojourn.DeviceParser;
import dev.sojourn.KnownDevices;
import dev.sojourn.Session;
import dev.sojourn.SessionManager;
import dev.sojourn.config.Settings;
import dev.sojourn.event.SessionEvents;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
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
    SessionCookies cookies(Settings settings, Clock clock, RequestSession request) {
        return new LoginCookies(
                new CookieWriter(settings.cookie(), settings.web().clearSiteData(), clock), request::current);
    }

    /** {@code @Inject ClientDetailsReader}. */
    @Produces
    @ApplicationScoped
    ClientDetailsReader clientDetails(Settings settings, DeviceParser devices) {
        return new HeaderClientDetails(new ClientAddress(settings.web()), devices);
    }

    /** What the filter does, for the filter and for the container's own authentication. */
    @Produces
    @Singleton
    SessionGate gate(
            Settings settings,
            SessionManager manager,
            DeviceParser devices,
            KnownDevices knownDevices,
            SessionEvents events,
            Clock clock) {
        var cookies = new CookieWriter(settings.cookie(), settings.web().clearSiteData(), clock);
        var clients = new HeaderClientDetails(new ClientAddress(settings.web()), devices);
        var known = new DeviceCookies(knownDevices, settings.deviceMemory(), cookies, events, clock);
        return new SessionGate(
                settings, new HttpCurrentSession.Services(manager, cookies, clients, known, clock), events);
    }
}
