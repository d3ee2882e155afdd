package dev.sojourn.config;

import dev.sojourn.config.ConfigurationException.Problem;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.Config;

/**
 * Reads {@link Settings} from MicroProfile Config. All keys stand in docs/configuration.md.
 *
 * <p>Stateless and safe for use by several threads. What is allowed but dangerous is logged as a warning.
 */
public final class SettingsLoader {

    private static final Log LOG = Log.of(SettingsLoader.class);

    private final Consumer<String> warnings;

    /** One that logs warnings. */
    public SettingsLoader() {
        this(warning -> LOG.say(Message.CONFIGURED_ODDLY, warning));
    }

    /** One that hands warnings to whom they concern. */
    SettingsLoader(Consumer<String> warnings) {
        this.warnings = warnings;
    }

    /**
     * The settings in a configuration.
     *
     * @param contextPath of the application, empty for the root: the application's name where none is configured
     * @param dataSourceGiven whether the application gives a data source itself, so that none has to be configured
     * @throws ConfigurationException with every mistake; no other exception comes from a value
     */
    public Settings load(Config config, String contextPath, boolean dataSourceGiven) {
        Values values = new Values(config, warnings);
        Settings settings = read(values, contextPath, dataSourceGiven);
        new UnknownKeys(values, settings.users().accounts().keySet()).check(config);
        List<Problem> problems = values.problems();
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return settings;
    }

    /**
     * Whether the Jakarta Security mechanism is wanted. To be asked before there are beans: a value that is neither true nor
     * false counts as false here, and is a mistake for {@link #load}.
     */
    public static boolean mechanismWanted(Config config) {
        return new Values(config, warning -> {}).get(Keys.SECURITY_MECHANISM);
    }

    private static Settings read(Values values, String contextPath, boolean dataSourceGiven) {
        boolean unused = values.get(Keys.SECURITY_MECHANISM); // asked for earlier; here for its mistakes
        StorageSettings storage = new StorageReader(values).read(dataSourceGiven);
        SessionReader session = new SessionReader(values);
        WebReader web = new WebReader(values);
        return new Settings(
                values.dev(),
                session.policy(contextPath),
                session.rememberMe(),
                values.get(Keys.CLEANUP_INTERVAL),
                session.login(),
                storage,
                web.csrf(),
                new CookieReader(values).read(),
                web.web(),
                web.rest(),
                new UserReader(values).read());
    }
}
