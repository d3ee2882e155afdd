package dev.sojourn.it.storages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.EndReason;
import dev.sojourn.NewSession;
import dev.sojourn.SessionManager;
import dev.sojourn.StorageState;
import dev.sojourn.Validation;
import dev.sojourn.it.Deployments;
import dev.sojourn.it.storages.app.OwnStore;
import jakarta.inject.Inject;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Runs inside the server, in an application that brings its own store. */
@ArquillianTest
class CustomStoreIT {

    @Inject
    SessionManager manager;

    @Inject
    OwnStore store;

    @Inject
    StorageState state;

    @Deployment
    static WebArchive application() {
        return Deployments.application("custom.war", "sojourn.application=custom", "sojourn.storage=custom")
                .addPackage(OwnStore.class.getPackage())
                .addClass(CustomStoreIT.class)
                .addAsLibrary(Deployments.jarOf(Assertions.class));
    }

    @Test
    void sessions_are_kept_in_the_applications_own_store() {
        int before = store.size();
        var issued = manager.create(NewSession.of("anna"));

        assertThat(store.size()).isGreaterThan(before);
        assertThat(manager.validate(issued.token().value())).isInstanceOf(Validation.Live.class);
        assertThat(manager.end(issued.session().key(), EndReason.LOGOUT)).isTrue();
        assertThat(state).isEqualTo(new StorageState("custom", "custom"));
    }
}
