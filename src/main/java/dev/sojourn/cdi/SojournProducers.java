package dev.sojourn.cdi;

import dev.sojourn.AsyncSessionManager;
import dev.sojourn.AttributeMapper;
import dev.sojourn.AuditLog;
import dev.sojourn.KnownDevices;
import dev.sojourn.Lifetime;
import dev.sojourn.LoginBlocks;
import dev.sojourn.LoginLimiter;
import dev.sojourn.SessionManager;
import dev.sojourn.SessionStatistics;
import dev.sojourn.StorageMonitor;
import dev.sojourn.StorageState;
import dev.sojourn.TokenSource;
import dev.sojourn.cdi.StorageChoice.Chosen;
import dev.sojourn.config.CookieStorageSettings;
import dev.sojourn.config.Settings;
import dev.sojourn.config.SettingsLoader;
import dev.sojourn.cookie.CookieOptions;
import dev.sojourn.cookie.CookieSessions;
import dev.sojourn.engine.AsyncSessions;
import dev.sojourn.engine.MeasuredStore;
import dev.sojourn.engine.NoKnownDevices;
import dev.sojourn.engine.SessionEngine;
import dev.sojourn.engine.StoreAuditLog;
import dev.sojourn.engine.StoreKnownDevices;
import dev.sojourn.engine.StoreLoginBlocks;
import dev.sojourn.engine.StoreLoginLimiter;
import dev.sojourn.engine.StoreMonitor;
import dev.sojourn.engine.UntoldBlocks;
import dev.sojourn.event.SessionEvents;
import dev.sojourn.observe.Counts;
import dev.sojourn.observe.NodeStatistics;
import dev.sojourn.observe.StorageTimes;
import dev.sojourn.security.LoginService;
import dev.sojourn.store.SessionStore;
import dev.sojourn.web.RequestSession;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Makes the parts, in the order in which they need each other, and closes what was opened when the application goes. */
@ApplicationScoped
public class SojournProducers {

    private static final Duration HEALTH_PATIENCE = Duration.ofMillis(300);

    @Resource
    ManagedExecutorService executor;

    @Resource
    ManagedThreadFactory threads;

    /** Made by the container. */
    public SojournProducers() {}

    /** The settings, read once. */
    @Produces
    @Singleton
    Settings settings(ContextPath application, ApplicationBeans beans) {
        Config config = ConfigProvider.getConfig();
        boolean named =
                config.getOptionalValue("sojourn.application", String.class).isPresent();
        return new SettingsLoader().load(config, named ? "" : application.get(), beans.has(DataSource.class));
    }

    /** What the application gives for the storage. */
    @Produces
    @Singleton
    ApplicationBeans applicationBeans(BeanManager beans) {
        return new ApplicationBeans(beans);
    }

    /** Gives back what was taken, after the storage that used it. */
    void giveBack(@Disposes ApplicationBeans beans) {
        beans.close();
    }

    /** The configured storage, or its fallback. */
    @Produces
    @Singleton
    Chosen storage(Settings settings, Clock clock, ApplicationBeans beans) {
        return new StorageChoice(settings.storage(), new Storages(settings.storage(), clock, beans)::open).choose();
    }

    /** Closes the storage with the application. */
    void close(@Disposes Chosen storage) {
        storage.opened().close();
    }

    /** The store that all parts share. */
    @Produces
    @Singleton
    @InUse
    SessionStore store(Chosen storage, StorageTimes times) {
        return new MeasuredStore(storage.opened().store(), times::took);
    }

    /** How long the storage takes. */
    @Produces
    @Singleton
    StorageTimes storageTimes(Counts counts) {
        return new StorageTimes(counts);
    }

    /** What happened on this node. */
    @Produces
    @Singleton
    Counts counts(Clock clock) {
        return new Counts(clock);
    }

    /** The same for applications, with what the storage counts; asked on the container's threads. */
    @Produces
    @ApplicationScoped
    SessionStatistics statistics(Counts counts, SessionManager manager, StorageMonitor monitor) {
        return new NodeStatistics(counts, manager, monitor, executor, HEALTH_PATIENCE);
    }

    /** Which storage that is. */
    @Produces
    @Singleton
    StorageState storageState(Chosen storage) {
        return storage.state();
    }

    /** The engine, or the manager of sessions in cookies. */
    @Produces
    @ApplicationScoped
    SessionManager manager(
            @InUse SessionStore store,
            StorageState storage,
            Settings settings,
            Clock clock,
            TokenSource random,
            AttributeMapper mapper,
            SessionEvents events) {
        CookieStorageSettings cookie = settings.storage().cookie();
        if (storage.inUse().equals(CookieSessions.STORAGE) && cookie != null) {
            var options = new CookieOptions(cookie.keys(), settings.cookie().name(), longestLifetime(settings));
            return new CookieSessions(
                    options,
                    cookie.revocation() == null ? null : store,
                    settings.session(),
                    clock,
                    random,
                    mapper,
                    events);
        }
        return new SessionEngine(store, settings.session(), clock, random, mapper, events);
    }

    /** For so long it must be remembered that a session in a cookie is over. */
    private static Duration longestLifetime(Settings settings) {
        return Stream.of(settings.session().lifetime(), settings.rememberMe())
                .map(Lifetime::absolute)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** The same without waiting, on the container's threads. */
    @Produces
    @ApplicationScoped
    AsyncSessionManager asyncManager(SessionManager manager) {
        return new AsyncSessions(manager, executor);
    }

    /**
     * How the storage is; asked on a thread of its own. The executor's few threads, four on a WildFly with two cores, may all be at work, and who has
     * to wait for them takes the storage for down.
     */
    @Produces
    @ApplicationScoped
    StorageMonitor storageMonitor(@InUse SessionStore store) {
        return new StoreMonitor(store, work -> threads.newThread(work).start(), HEALTH_PATIENCE);
    }

    /** Login for the REST API and for an application's own pages; counts attempts with the application's limiter where it has one. */
    @Produces
    @Singleton
    LoginService logins(
            IdentityStoreHandler identityStores,
            Instance<LoginLimiter> own,
            SessionManager manager,
            @InUse SessionStore store,
            Settings settings,
            Clock clock,
            TokenSource random,
            RequestSession request,
            SessionEvents events) {
        LoginLimiter limiter =
                own.isUnsatisfied() ? new StoreLoginLimiter(store, settings.login(), clock, random) : own.get();
        return new LoginService(
                identityStores,
                limiter,
                manager,
                username -> device(request, username),
                events,
                clock,
                settings.privacy());
    }

    private static Optional<String> device(RequestSession request, String username) {
        try {
            return request.deviceKnownAs(username);
        } catch (ContextNotActiveException noRequest) {
            return Optional.empty();
        }
    }

    /** The browsers that users signed in from. */
    @Produces
    @ApplicationScoped
    KnownDevices knownDevices(@InUse SessionStore store, Settings settings, Clock clock, TokenSource random) {
        return settings.login().deviceMemory().isZero()
                ? new NoKnownDevices()
                : new StoreKnownDevices(store, settings.login(), clock, random);
    }

    /** What happened to sessions, as the storage's history tells. */
    @Produces
    @ApplicationScoped
    AuditLog auditLog(
            @InUse SessionStore store, Settings settings, Clock clock, TokenSource random, SessionEvents events) {
        return new StoreAuditLog(store, clock, random, events, settings.privacy());
    }

    /** What the limiter blocks; an application's own limiter tells that itself or not at all. */
    @Produces
    @ApplicationScoped
    LoginBlocks loginBlocks(
            Instance<LoginLimiter> own,
            @InUse SessionStore store,
            Settings settings,
            Clock clock,
            TokenSource random,
            SessionEvents events) {
        return own.isUnsatisfied()
                ? new StoreLoginBlocks(store, settings.login(), clock, random, events)
                : new UntoldBlocks(store.name());
    }
}
