package dev.sojourn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** The whole WAR at another context path than {@code /}. */
@ArquillianTest
class ContextPathIT {

    @ArquillianResource
    URI server;

    @Deployment(testable = false)
    static WebArchive war() {
        WebArchive war = Deployments.warWithAccounts("sojourn.web.trusted-proxies=127.0.0.1");
        war.delete("/WEB-INF/jboss-web.xml");
        war.delete("/WEB-INF/glassfish-web.xml");
        return war.addAsWebInfResource(
                        new StringAsset("<jboss-web><context-root>/site/sessions</context-root></jboss-web>"),
                        "jboss-web.xml")
                .addAsWebInfResource(
                        new StringAsset(
                                "<glassfish-web-app><context-root>/site/sessions</context-root></glassfish-web-app>"),
                        "glassfish-web.xml");
    }

    @Test
    void sign_in_use_and_sign_out_work_below_a_context_path() {
        Visitor visitor = new Visitor(server);
        String name = Accounts.fresh();

        Answer answer =
                visitor.post("/site/sessions/api/session", Visitor.credentials(name, Accounts.passwordOf(name)));

        answer.is(201).isPrivate();
        assertThat(answer.json().getString("application")).isEqualTo("/site/sessions");
        assertThat(answer.setCookie(Visitor.SESSION))
                .singleElement()
                .asString()
                .endsWith("; Path=/; HttpOnly; SameSite=Lax");
        assertThat(visitor.get("/site/sessions/devices.html").is(200).body()).contains("devices.js");
        visitor.delete("/site/sessions/api/session").is(204);
        visitor.get("/site/sessions/devices.html").isNoSession("missing");
    }

    @Test
    void sign_in_page_is_told_the_way_back_with_the_context_path() {
        Answer answer = new Visitor(server)
                .call("GET", "/site/sessions/devices.html")
                .header("Accept", "text/html")
                .send()
                .is(302);

        assertThat(answer.header("Location")).contains("/site/sessions/?next=%2Fsite%2Fsessions%2Fdevices.html");
        assertThat(new Visitor(server).get("/site/sessions/").is(200).body()).contains("signin.js");
    }
}
