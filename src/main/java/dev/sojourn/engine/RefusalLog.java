package dev.sojourn.engine;

import dev.sojourn.SessionKey;
import dev.sojourn.Validation;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import org.jspecify.annotations.Nullable;

/**
 * Tells the log, at the level DEBUG, why a token opened no session: more than its client is told, for whom much is {@code unknown}. The one place
 * where that is told. Never a secret, and of the key only its beginning.
 */
public final class RefusalLog {

    private static final Log LOG = Log.of(RefusalLog.class);

    private RefusalLog() {}

    /**
     * Tells of one.
     *
     * @param key that of the token; null where it has none
     * @param answer what the client is told
     * @param why the same for an operator
     */
    public static void tell(@Nullable SessionKey key, Validation.NotLive answer, String why) {
        if (LOG.tells(Message.SESSION_REFUSED)) {
            LOG.say(
                    Message.SESSION_REFUSED,
                    answer.reason(),
                    key == null ? "(none)" : Log.shortened(key.value()),
                    answer instanceof Validation.Ended ended ? why + "; ended at " + ended.at() : why);
        }
    }
}
