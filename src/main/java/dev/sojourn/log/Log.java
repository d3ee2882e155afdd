package dev.sojourn.log;

import org.jspecify.annotations.Nullable;

/** Where a package says its {@linkplain Message messages}. Safe for many threads. */
public final class Log {

    private static final int SHOWN = 6;

    private final System.Logger logger;

    private Log(System.Logger logger) {
        this.logger = logger;
    }

    /** That of the package of this class. */
    public static Log of(Class<?> part) {
        return new Log(System.getLogger(part.getPackageName()));
    }

    /** Whether anybody reads such messages, so that it is worth the effort to put one together. */
    public boolean tells(Message message) {
        return logger.isLoggable(message.level());
    }

    /**
     * Says it.
     *
     * @param details what stands in the places of the text, in their order; no secret, and a key only {@linkplain #shortened shortened}
     */
    public void say(Message message, @Nullable Object... details) {
        if (tells(message)) {
            logger.log(message.level(), message.text(details));
        }
    }

    /** Says it with the exception behind it. */
    public void because(Throwable cause, Message message, @Nullable Object... details) {
        if (tells(message)) {
            logger.log(message.level(), message.text(details), cause);
        }
    }

    /** The beginning of a key or a name, enough to find it in the history, without characters that a line of a log should not have. */
    public static String shortened(String key) {
        String start = key.substring(0, Math.min(SHOWN, key.length()));
        return start.replaceAll("[^A-Za-z0-9_-]", "?") + "...";
    }
}
