package dev.sojourn.log;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a package says its {@linkplain Message messages}. Safe for many threads. */
public final class Log {

    private static final int SHOWN = 6;
    private static final int LONGEST = 255;

    /** What begins another line, steers a terminal (as one character too: U+009B), or turns round the order in which a line is read. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\x80-\\x9f\\u2028\\u2029\\p{Cf}]");

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

    /** A name that somebody chose, as a part of a line of a log; {@code -} for none. */
    public static String printable(@Nullable String name) {
        if (name == null) {
            return "-";
        }
        String start = name.substring(0, Math.min(LONGEST, name.length()));
        return UNPRINTABLE.matcher(start).replaceAll("?");
    }

    /** The beginning of a key or a name, enough to find it in the history, without characters that a line of a log should not have. */
    public static String shortened(String key) {
        String start = key.substring(0, Math.min(SHOWN, key.length()));
        return start.replaceAll("[^A-Za-z0-9_-]", "?") + "...";
    }
}
