package dev.sojourn.it.storages;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Visitor;
import dev.sojourn.servers.PostgresServer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** On PostgreSQL, through a pool of Sojourn's own. */
class DatabaseWarIT extends OnStorage {

    private static PostgresServer postgres;

    @Deployment(testable = false)
    static WebArchive war() {
        postgres = PostgresServer.start();
        return war(
                "database",
                "sojourn.database.url=" + postgres.url(),
                "sojourn.database.username=" + postgres.user(),
                "sojourn.database.password=" + postgres.password(),
                // the first operation makes the tables, on a server that may be busy
                "sojourn.database.timeout=20s");
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Override
    void checkAudit(Visitor admin, String ended) {
        checkHistory(admin, ended);
    }

    @Override
    String storage() {
        return "database";
    }

    @Test
    void session_is_there_again_when_the_database_is() {
        Visitor visitor = signedIn(Accounts.fresh());

        postgres.kill();
        assertDown(visitor);
        postgres.restart();
        awaitUp();

        visitor.session();
        visitor.delete("/api/session").is(204);
    }
}
