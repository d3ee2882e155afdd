package dev.sojourn.rest;

import dev.sojourn.AuditLog;
import dev.sojourn.CurrentSession;
import dev.sojourn.LoginBlocks;
import dev.sojourn.SessionManager;
import dev.sojourn.SessionStatistics;
import dev.sojourn.StorageMonitor;
import dev.sojourn.StorageState;
import dev.sojourn.config.Settings;
import dev.sojourn.security.LoginService;
import dev.sojourn.web.ClientDetailsReader;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** The root of the API: leads to the resources, or to nothing where the API is off. */
@Path("/")
@RequestScoped
public class ApiRoot {

    @Inject
    Settings settings;

    @Inject
    SessionManager manager;

    @Inject
    CurrentSession current;

    @Inject
    LoginService logins;

    @Inject
    LoginBlocks blocks;

    @Inject
    AuditLog audit;

    @Inject
    ClientDetailsReader clients;

    @Inject
    StorageMonitor storage;

    @Inject
    AuditExports exports;

    @Inject
    EventStreams streams;

    @Inject
    StorageState storageState;

    @Inject
    SessionStatistics statistics;

    @Context
    HttpServletRequest request;

    @Context
    HttpServletResponse response;

    /** Made by the container. */
    public ApiRoot() {}

    /** The session of the request. */
    @Path("session")
    public SessionResource session() {
        requireEnabled();
        return new SessionResource(settings, manager, current, logins, clients, request, json());
    }

    /** The sessions of the request's user. */
    @Path("me/sessions")
    public MySessionsResource mySessions() {
        requireEnabled();
        return new MySessionsResource(settings, manager, current, json());
    }

    /** All sessions, for administrators. */
    @Path("admin/sessions")
    public AdminSessionsResource allSessions() {
        requireEnabled();
        return new AdminSessionsResource(administration(), manager, SessionJson.forAdministrators(settings.rest()));
    }

    /** What happened, for administrators. */
    @Path("admin/audit")
    public AuditResource audit() {
        requireEnabled();
        return new AuditResource(administration(), audit, exports);
    }

    /** The blocked logins, for administrators. */
    @Path("admin/login-blocks")
    public LoginBlocksResource loginBlocks() {
        requireEnabled();
        return new LoginBlocksResource(administration(), blocks);
    }

    /** The cleanup, for administrators. */
    @Path("admin/cleanup")
    public CleanupResource cleanup() {
        requireEnabled();
        return new CleanupResource(administration(), manager);
    }

    /** What happens, live, for administrators. */
    @Path("admin/events")
    public EventsResource events() {
        requireEnabled();
        return new EventsResource(administration(), streams, response);
    }

    /** What happened and how many are live, for administrators. */
    @Path("admin/statistics")
    public StatisticsResource statistics() {
        requireEnabled();
        return new StatisticsResource(administration(), settings.application(), statistics, storage, storageState);
    }

    /** Whether this node can serve. */
    @Path("health")
    public HealthResource health() {
        requireEnabled();
        return new HealthResource(storage);
    }

    private SessionJson json() {
        return SessionJson.forClients(settings.rest());
    }

    private Administration administration() {
        return new Administration(current, settings.application(), audit, clients, request);
    }

    private void requireEnabled() {
        if (!settings.rest().enabled()) {
            throw new NotFoundException();
        }
    }
}
