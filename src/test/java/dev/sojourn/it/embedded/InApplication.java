package dev.sojourn.it.embedded;

import dev.sojourn.it.Answer;
import dev.sojourn.it.Deployments;
import dev.sojourn.it.Visitor;
import dev.sojourn.it.embedded.app.OwnUsers;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Base of the tests that talk over HTTP to the application of {@link dev.sojourn.it.embedded.app}, whose context path is {@code /mall}. */
@ArquillianTest
abstract class InApplication {

    static final String CONTEXT = "/mall";

    @ArquillianResource
    URI server;

    @Deployment(testable = false)
    static WebArchive application() {
        return Deployments.application(
                        "mall.war",
                        "sojourn.web.trusted-proxies=127.0.0.1",
                        "sojourn.web.protected-paths=/inside/*",
                        "sojourn.web.login-page=/login.html",
                        "sojourn.session.keep-at-login=cart")
                .addPackage(OwnUsers.class.getPackage())
                .addAsWebResource(new StringAsset("a page for everybody"), "login.html")
                .addAsWebResource(new StringAsset("a page for some"), "inside/page.html");
    }

    Visitor visitor() {
        return new Visitor(server);
    }

    Visitor signedIn(String name) {
        Visitor visitor = visitor();
        signIn(visitor, name).is(200);
        return visitor;
    }

    static Answer signIn(Visitor visitor, String name) {
        return post(visitor, "/login", "name", name, "password", OwnUsers.passwordOf(name));
    }

    static Answer get(Visitor visitor, String page) {
        return visitor.get(CONTEXT + "/shop" + page);
    }

    /** Sends a form, with the CSRF token in the header. */
    static Answer post(Visitor visitor, String page, String... fields) {
        return form(visitor, page, fields).send();
    }

    static Visitor.Call form(Visitor visitor, String page, String... fields) {
        var body = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            body.append(body.isEmpty() ? "" : "&")
                    .append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return visitor.call("POST", CONTEXT + "/shop" + page)
                .body("application/x-www-form-urlencoded", body.toString());
    }
}
