package dev.sojourn.cdi;

import dev.sojourn.SessionException;
import dev.sojourn.SessionManager;
import dev.sojourn.StorageState;
import dev.sojourn.config.Settings;
import dev.sojourn.security.ConfiguredIdentityStore;
import dev.sojourn.store.SessionStore;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Starts with the application, so that a mistake in the configuration stops it at once, and cleans up on a timer until it ends. */
@ApplicationScoped
public class Lifecycle {

    private static final System.Logger LOG = System.getLogger(Lifecycle.class.getPackageName());

    @Inject
    Settings settings;

    @Inject
    SessionManager manager;

    @Inject
    @InUse
    SessionStore store;

    @Inject
    StorageState storage;

    @Inject
    Clock clock;

    @Inject
    ConfiguredIdentityStore accounts;

    @Resource
    ManagedScheduledExecutorService scheduler;

    private @Nullable ScheduledFuture<?> timer;

    /** Made by the container. */
    public Lifecycle() {}

    /** Begins; for {@link Startup}. */
    public void start() {
        // so that a password generated for the profile dev is shown now
        LOG.log(System.Logger.Level.DEBUG, "accounts of sojourn.users: {0}", accounts.validationTypes());
        scheduler.execute(new WarmUp(store));
        long interval = settings.cleanupInterval().toMillis();
        timer = scheduler.scheduleWithFixedDelay(this::cleanup, interval, interval, TimeUnit.MILLISECONDS);
        LOG.log(
                System.Logger.Level.INFO,
                "Sojourn serves application {0} from storage {1}",
                settings.session().application(),
                storage.inUse());
    }

    /** An exception would end the timer for ever, so none gets out. */
    private void cleanup() {
        try {
            int ended = manager.cleanup();
            long forgotten = new HistoryPruning(store, settings.storage().auditRetention(), clock).run();
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "cleanup ended {0} sessions and forgot {1} entries of the history",
                    ended,
                    forgotten);
        } catch (SessionException failed) {
            LOG.log(System.Logger.Level.WARNING, "cleanup failed and will be tried again: {0}", failed.getMessage());
            LOG.log(System.Logger.Level.DEBUG, "why the cleanup failed", failed);
        } catch (RuntimeException unexpected) {
            LOG.log(System.Logger.Level.ERROR, "cleanup failed and will be tried again", unexpected);
        }
    }

    @PreDestroy
    void stop() {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
