package dev.sojourn.it;

import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * Base of the tests that talk over HTTP to the WAR as the build made it. All of them share one server, see {@link SharedDeployment}: a test
 * uses principals of its own and leaves no setting behind.
 */
@ArquillianTest
public abstract class OnServer {

    /** Where the WAR answers: {@code http://HOST:PORT/}. */
    @ArquillianResource
    protected URI server;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.war();
    }
}
