package dev.sojourn.it;

import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * Base of the tests that talk over HTTP to the WAR as the build made it, with {@link Accounts}. All of them share one server, see {@link SharedDeployment}: a test
 * uses principals of its own and leaves no setting behind.
 */
@ArquillianTest
public abstract class OnServer {

    /** Where the WAR answers: {@code http://HOST:PORT/}. */
    @ArquillianResource
    protected URI server;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.warWithAccounts(
                "sojourn.rest.readable-attributes=ui.*,shared",
                "sojourn.rest.writable-attributes=ui.*",
                "sojourn.session.max-bytes=4096",
                // so that every Visitor has an address of its own
                "sojourn.web.trusted-proxies=127.0.0.1");
    }

    /** A client without cookies. */
    protected Visitor visitor() {
        return new Visitor(server);
    }

    /** A client who is signed in as this account. */
    protected Visitor signedIn(String account) {
        return Visitor.signedIn(server, account);
    }
}
