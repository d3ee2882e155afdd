package dev.sojourn.cdi;

import dev.sojourn.StorageException;
import dev.sojourn.StorageState;
import dev.sojourn.cdi.Storages.Opened;
import dev.sojourn.config.StorageSettings;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import java.util.function.Function;

/**
 * Decides at start-up which storage is used: the configured one, or the fallback where that cannot be reached or its library is
 * missing. Never decides again: without a fallback, a server that is not there yet is waited for, and requests are answered 503 until then.
 */
final class StorageChoice {

    private static final Log LOG = Log.of(StorageChoice.class);

    private final StorageSettings settings;
    private final Function<String, Opened> opener;

    /**
     * Opens nothing yet.
     *
     * @param opener opens a storage by its name; throws {@link MissingLibraryException} or {@link StorageSetupException}
     */
    StorageChoice(StorageSettings settings, Function<String, Opened> opener) {
        this.settings = settings;
        this.opener = opener;
    }

    /** What is used from now on, to be closed by the caller, and what was decided. */
    record Chosen(Opened opened, StorageState state) {}

    /**
     * Decides.
     *
     * @throws StorageSetupException when the application cannot start: wrong configuration, or a missing library without a fallback
     */
    Chosen choose() {
        String name = settings.name();
        Opened opened;
        try {
            opened = opener.apply(name);
        } catch (MissingLibraryException missing) {
            return fallback(missing);
        }
        try {
            opened.store().ping();
            return new Chosen(opened, new StorageState(name, name));
        } catch (StorageException notReached) {
            if (settings.fallback() != null) {
                opened.close();
                return fallback(notReached);
            }
            LOG.say(Message.STORAGE_NOT_YET, name, notReached.getMessage());
            LOG.because(notReached, Message.STORAGE_NOT_YET_WHY);
            return new Chosen(opened, new StorageState(name, name));
        } catch (NoClassDefFoundError missing) {
            opened.close();
            return fallback(Storages.missing(name, missing));
        } catch (RuntimeException | Error broken) {
            opened.close();
            throw broken;
        }
    }

    private <E extends RuntimeException> Chosen fallback(E reason) {
        String fallback = settings.fallback();
        if (fallback == null) {
            throw reason;
        }
        LOG.say(Message.FALLBACK_USED, settings.name(), reason.getMessage(), fallback);
        LOG.because(reason, Message.FALLBACK_USED_WHY);
        return new Chosen(opener.apply(fallback), new StorageState(settings.name(), fallback));
    }
}
