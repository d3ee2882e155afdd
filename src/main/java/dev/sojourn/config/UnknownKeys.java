package dev.sojourn.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * Finds keys that there are not, by the names that a configuration lists.
 *
 * <p>Names of environment variables are among these: as such ({@code SOJOURN_COOKIE_SAME_SITE}) and, on some implementations, a
 * second time as a guess ({@code sojourn.cookie.same.site}). A variable that fits no key is no mistake, because platforms
 * set such names on their own (Kubernetes sets {@code SOJOURN_SERVICE_HOST} for a service named sojourn); one that nearly
 * fits is worth a warning.
 */
final class UnknownKeys {

    private static final String VARIABLE_ROOT = "SOJOURN_";
    private static final Pattern PROFILE = Pattern.compile("%([^.]+)\\.(.*)", Pattern.DOTALL);
    private static final Pattern ACCOUNT_KEY =
            Pattern.compile("sojourn\\.users\\.(.+)\\.(?:password|roles)", Pattern.DOTALL);
    private static final Pattern ACCOUNT_VARIABLE = Pattern.compile("SOJOURN_USERS_.+_(?:PASSWORD|ROLES)");
    private static final Pattern NOT_ALPHANUMERIC = Pattern.compile("[^A-Za-z0-9]");

    private final Values values;
    private final Set<String> known;
    private final Map<String, String> variables = new TreeMap<>();

    UnknownKeys(Values values, Collection<String> accounts) {
        this.values = values;
        this.known = new TreeSet<>();
        for (Key<?> key : Keys.all()) {
            if (key.perAccount()) {
                accounts.forEach(account -> known.add(key.of(account).name()));
            } else {
                known.add(key.name());
            }
        }
        known.forEach(name -> variables.put(variable(name), name));
    }

    void check(Config config) {
        List<String> profiles = Values.profiles(config);
        Set<String> names = new HashSet<>();
        for (String name : config.getPropertyNames()) {
            Matcher matcher = PROFILE.matcher(name);
            names.add(matcher.matches() && profiles.contains(matcher.group(1)) ? matcher.group(2) : name);
        }
        for (String name : new TreeSet<>(names)) {
            if (name.startsWith(KeyList.ROOT)) {
                if (!known.contains(name) && !names.contains(variable(name))) {
                    values.refuseUnknown(name, advice(name));
                }
            } else if (name.startsWith(VARIABLE_ROOT) && !variables.containsKey(name)) {
                checkVariable(name);
            }
        }
    }

    private void checkVariable(String name) {
        if (ACCOUNT_VARIABLE.matcher(name).matches()) {
            warnOf(name, Keys.USERS.name() + " lists no such account");
        } else {
            nearest(name, variables.keySet()).ifPresent(near -> warnOf(name, "did you mean " + near + "?"));
        }
    }

    private void warnOf(String name, String advice) {
        values.warn("environment variable " + ConfigurationException.printable(name) + " is not known and ignored; "
                + advice);
    }

    private String advice(String name) {
        Matcher account = ACCOUNT_KEY.matcher(name);
        if (account.matches()) {
            return "unknown account; " + Keys.USERS.name() + " must list "
                    + ConfigurationException.printable(account.group(1));
        }
        return withoutItsGroup(name)
                .or(() -> nearest(name, known))
                .map(near -> "unknown key; did you mean " + near + "?")
                .orElse("unknown key; see docs/configuration.md for all keys");
    }

    /** The name of the environment variable for a key, by MicroProfile Config's rule. */
    private static String variable(String name) {
        return NOT_ALPHANUMERIC.matcher(name).replaceAll("_").toUpperCase(Locale.ROOT);
    }

    /** The key whose group was forgotten, as in {@code sojourn.idle-timeout}. */
    private Optional<String> withoutItsGroup(String name) {
        String end = name.substring(KeyList.ROOT.length() - 1);
        return known.stream().filter(candidate -> candidate.endsWith(end)).findFirst();
    }

    /** The most similar name, if any is similar at all. */
    private static Optional<String> nearest(String name, Collection<String> candidates) {
        return candidates.stream()
                .filter(candidate -> Math.abs(candidate.length() - name.length()) <= most(candidate))
                .map(candidate -> Map.entry(candidate, EditDistance.between(name, candidate)))
                .filter(entry -> entry.getValue() <= most(entry.getKey()))
                .min(Comparator.comparing(Map.Entry::getValue))
                .map(Map.Entry::getKey);
    }

    /** A quarter of the name wrong, the common root apart, and it is another name. */
    private static int most(String candidate) {
        return Math.max(2, (candidate.length() - VARIABLE_ROOT.length()) / 4);
    }
}
