package dev.sojourn.cdi;

import dev.sojourn.SessionException;
import dev.sojourn.SessionManager;
import dev.sojourn.StorageState;
import dev.sojourn.config.Settings;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import dev.sojourn.observe.Figures;
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

    private static final Log LOG = Log.of(Lifecycle.class);

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

    @Inject
    Figures figures;

    @Resource
    ManagedScheduledExecutorService scheduler;

    private @Nullable ScheduledFuture<?> timer;

    /** Made by the container. */
    public Lifecycle() {}

    /** Begins; for {@link Startup}. */
    public void start() {
        // so that a password generated for the profile dev is shown now
        LOG.say(Message.ACCOUNTS, accounts.validationTypes());
        figures.start();
        scheduler.execute(new WarmUp(store));
        long interval = settings.cleanupInterval().toMillis();
        timer = scheduler.scheduleWithFixedDelay(this::cleanup, interval, interval, TimeUnit.MILLISECONDS);
        LOG.say(Message.SERVES, settings.session().application(), storage.inUse());
    }

    /** An exception would end the timer for ever, so none gets out. */
    private void cleanup() {
        try {
            int ended = manager.cleanup();
            long forgotten = new HistoryPruning(store, settings.storage().auditRetention(), clock).run();
            LOG.say(Message.CLEANED_UP, ended, forgotten);
        } catch (SessionException failed) {
            LOG.say(Message.CLEANUP_FAILED, failed.getMessage());
            LOG.because(failed, Message.CLEANUP_FAILED_WHY);
        } catch (RuntimeException unexpected) {
            LOG.because(unexpected, Message.CLEANUP_BROKEN);
        }
    }

    @PreDestroy
    void stop() {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
