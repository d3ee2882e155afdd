package dev.sojourn.it.storages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.NewSession;
import dev.sojourn.SessionManager;
import dev.sojourn.Validation;
import dev.sojourn.cdi.SessionStorage;
import dev.sojourn.it.Deployments;
import dev.sojourn.it.storages.client.OwnRedis;
import jakarta.inject.Inject;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

/** Runs inside the server, in an application that gives its own Redis client; the configured port is nobody's. */
@ArquillianTest
class ReadyClientIT {

    @Inject
    SessionManager manager;

    @Inject
    @SessionStorage
    UnifiedJedis redis;

    @Deployment
    static WebArchive application() {
        return Deployments.application(
                        "ready.war",
                        "sojourn.application=ready",
                        "sojourn.storage=redis",
                        "sojourn.redis.port=1",
                        "own.redis.port="
                                + dev.sojourn.servers.RedisServer.shared().port())
                .addPackage(OwnRedis.class.getPackage())
                .addClass(ReadyClientIT.class)
                .addAsLibrary(Deployments.jarOf(Assertions.class));
    }

    @Test
    void sessions_are_kept_with_the_applications_own_client() {
        long before = redis.dbSize();

        var issued = manager.create(NewSession.of("anna"));

        assertThat(redis.dbSize()).isGreaterThan(before);
        assertThat(manager.validate(issued.token().value())).isInstanceOf(Validation.Live.class);
    }
}
