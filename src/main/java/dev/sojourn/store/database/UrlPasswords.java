package dev.sojourn.store.database;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The passwords for a database, which drivers repeat with the whole URL when they do not understand it. Immutable. */
final class UrlPasswords {

    private static final Pattern IN_URL =
            Pattern.compile("[?&;][^=?&;]*password[^=?&;]*=([^&;]+)", Pattern.CASE_INSENSITIVE);

    private final Set<String> secrets;

    private UrlPasswords(Set<String> secrets) {
        this.secrets = secrets;
    }

    /** All of them, those among the URL's parameters included. */
    static UrlPasswords of(DatabaseOptions.Url source) {
        Set<String> secrets = new LinkedHashSet<>();
        Matcher inUrl = IN_URL.matcher(source.url());
        while (inUrl.find()) {
            secrets.add(inUrl.group(1));
            secrets.add(decoded(inUrl.group(1)));
        }
        if (source.password() != null) {
            secrets.add(source.password());
        }
        secrets.removeIf(String::isEmpty);
        return new UrlPasswords(secrets);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }

    /** The failure as it is or, where it tells a password, one of the same state and code that does not. */
    SQLException hiddenIn(SQLException failure) {
        return isToldBy(failure) ? without(failure) : failure;
    }

    private boolean isToldBy(Throwable failure) {
        for (Throwable one = failure; one != null; one = one.getCause()) {
            String text = one.toString();
            if (secrets.stream().anyMatch(text::contains)) {
                return true;
            }
        }
        return false;
    }

    private SQLException without(Throwable failure) {
        String text = failure.toString();
        for (String secret : secrets) {
            text = text.replace(secret, "***");
        }
        Throwable cause = failure.getCause();
        @Nullable SQLException shown = cause == null ? null : without(cause);
        SQLException hidden = failure instanceof SQLException sql
                ? new SQLException(text, sql.getSQLState(), sql.getErrorCode(), shown)
                : new SQLException(text, shown);
        hidden.setStackTrace(failure.getStackTrace());
        return hidden;
    }
}
