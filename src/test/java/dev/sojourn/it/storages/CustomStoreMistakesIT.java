package dev.sojourn.it.storages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.RefusedStart;
import dev.sojourn.it.storages.app.OwnStore;
import dev.sojourn.it.storages.second.SecondStore;
import dev.sojourn.store.SessionStore;
import java.io.IOException;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** With {@code sojourn.storage=custom}, an application that does not bring exactly one store does not start, and is told so. */
@ArquillianTest
class CustomStoreMistakesIT {

    private static final String NONE = "nostore";
    private static final String TWO = "twostores";

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = NONE, managed = false, testable = false)
    static WebArchive withoutStore() {
        return RefusedStart.application(NONE, "sojourn.storage=custom");
    }

    @Deployment(name = TWO, managed = false, testable = false)
    static WebArchive withTwoStores() {
        return RefusedStart.application(TWO, "sojourn.storage=custom")
                .addPackage(OwnStore.class.getPackage())
                .addPackage(SecondStore.class.getPackage());
    }

    @Test
    void no_store_is_said_with_what_is_needed() throws IOException {
        assertThat(RefusedStart.log(deployer, NONE))
                .contains("sojourn.storage is custom, so the application needs a bean that implements "
                        + SessionStore.class.getName() + ", such as an @ApplicationScoped class; there is none");
    }

    @Test
    void two_stores_are_said_with_their_names() throws IOException {
        assertThat(RefusedStart.log(deployer, TWO))
                .contains("there must be exactly one bean that implements " + SessionStore.class.getName()
                        + ", or one that is a selected @Alternative; there are " + OwnStore.class.getName() + ", "
                        + SecondStore.class.getName());
    }
}
