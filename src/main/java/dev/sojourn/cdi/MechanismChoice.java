package dev.sojourn.cdi;

import dev.sojourn.config.SettingsLoader;
import dev.sojourn.security.SessionMechanism;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Leaves out the authentication mechanism unless it is wanted: the container takes over the sign-in of every application
 * that has such a bean.
 */
public class MechanismChoice implements Extension {

    /** Found through META-INF/services. */
    public MechanismChoice() {}

    void choose(@Observes ProcessAnnotatedType<SessionMechanism> type) {
        if (!SettingsLoader.mechanismWanted(ConfigProvider.getConfig())) {
            type.veto();
        }
    }
}
