package dev.sojourn.cdi;

import dev.sojourn.AsyncSessionManager;
import dev.sojourn.AttributeMapper;
import dev.sojourn.LoginLimiter;
import dev.sojourn.SessionManager;
import dev.sojourn.StorageMonitor;
import dev.sojourn.TokenSource;
import dev.sojourn.config.Settings;
import dev.sojourn.config.SettingsLoader;
import dev.sojourn.engine.AsyncSessions;
import dev.sojourn.engine.SessionEngine;
import dev.sojourn.engine.StoreLoginLimiter;
import dev.sojourn.engine.StoreMonitor;
import dev.sojourn.event.SessionEvents;
import dev.sojourn.security.LoginService;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.jcache.MemoryStores;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Makes the parts, in the order in which they need each other, and closes what was opened when the application goes. */
@ApplicationScoped
public class SojournProducers {

    private static final Duration HEALTH_PATIENCE = Duration.ofMillis(300);

    @Resource
    ManagedExecutorService executor;

    /** Made by the container. */
    public SojournProducers() {}

    /** The settings, read once. */
    @Produces
    @Singleton
    Settings settings(ContextPath application) {
        Config config = ConfigProvider.getConfig();
        boolean named =
                config.getOptionalValue("sojourn.application", String.class).isPresent();
        return new SettingsLoader().load(config, named ? "" : application.get());
    }

    /** The configured storage. */
    @Produces
    @ApplicationScoped
    SessionStore store(Settings settings, Clock clock) {
        return MemoryStores.open(new MemoryStores.Options(settings.storage().memoryMaxSessions(), clock));
    }

    /** Closes the storage with the application. */
    void close(@Disposes SessionStore store) {
        store.close();
    }

    /** The engine. */
    @Produces
    @ApplicationScoped
    SessionManager manager(
            SessionStore store,
            Settings settings,
            Clock clock,
            TokenSource random,
            AttributeMapper mapper,
            SessionEvents events) {
        return new SessionEngine(store, settings.session(), clock, random, mapper, events);
    }

    /** The same without waiting, on the container's threads. */
    @Produces
    @ApplicationScoped
    AsyncSessionManager asyncManager(SessionManager manager) {
        return new AsyncSessions(manager, executor);
    }

    /** How the storage is; asked on the container's threads. */
    @Produces
    @ApplicationScoped
    StorageMonitor storageMonitor(SessionStore store) {
        return new StoreMonitor(store, executor, HEALTH_PATIENCE);
    }

    /** Login for the REST API and for an application's own pages; counts attempts with the application's limiter where it has one. */
    @Produces
    @Singleton
    LoginService logins(
            IdentityStoreHandler identityStores,
            Instance<LoginLimiter> own,
            SessionManager manager,
            SessionStore store,
            Settings settings,
            Clock clock,
            TokenSource random,
            SessionEvents events) {
        LoginLimiter limiter =
                own.isUnsatisfied() ? new StoreLoginLimiter(store, settings.login(), clock, random) : own.get();
        return new LoginService(identityStores, limiter, manager, events, clock);
    }
}
