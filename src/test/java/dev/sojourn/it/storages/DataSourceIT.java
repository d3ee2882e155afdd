package dev.sojourn.it.storages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.EndReason;
import dev.sojourn.NewSession;
import dev.sojourn.SessionManager;
import dev.sojourn.Validation;
import dev.sojourn.it.Deployments;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Runs inside the server, in an application whose sessions are in the server's own default data source. */
@ArquillianTest
class DataSourceIT {

    @Inject
    SessionManager manager;

    @Resource
    UserTransaction transaction;

    @Deployment
    static WebArchive application() {
        return Deployments.application(
                        "datasource.war",
                        "sojourn.application=datasource",
                        "sojourn.storage=database",
                        "sojourn.database.schema=create",
                        // the first operation makes the tables, on a server that may be busy
                        "sojourn.database.timeout=1m")
                .addClass(DataSourceIT.class)
                .addAsLibrary(Deployments.jarOf(Assertions.class));
    }

    @Test
    void rollback_of_the_caller_undoes_neither_login_nor_logout() throws Exception {
        var leaving = manager.create(NewSession.of("anna"));

        transaction.begin();
        var coming = manager.create(NewSession.of("anna"));
        assertThat(manager.end(leaving.session().key(), EndReason.LOGOUT)).isTrue();
        transaction.rollback();

        assertThat(manager.validate(coming.token().value())).isInstanceOf(Validation.Live.class);
        assertThat(manager.validate(leaving.token().value())).isInstanceOf(Validation.Ended.class);
    }

    @Test
    void transaction_of_the_caller_goes_on() throws Exception {
        transaction.begin();
        int status = transaction.getStatus();
        manager.create(NewSession.of("ben"));

        assertThat(transaction.getStatus()).isEqualTo(status);
        transaction.commit();
    }
}
