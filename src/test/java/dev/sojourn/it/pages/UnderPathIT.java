package dev.sojourn.it.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Deployments;
import dev.sojourn.it.Visitor;
import java.io.IOException;
import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** The pages of a WAR that is not deployed at {@code /}. */
@ArquillianTest
class UnderPathIT {

    private static final String PATH = "/portal/";

    @ArquillianResource
    private URI server;

    @Deployment(testable = false)
    static WebArchive war() {
        WebArchive war = Deployments.warWithAccounts();
        replace(war, "jboss-web.xml", "<jboss-web><context-root>/portal</context-root></jboss-web>");
        replace(
                war,
                "glassfish-web.xml",
                "<glassfish-web-app><context-root>/portal</context-root></glassfish-web-app>");
        return war;
    }

    private static void replace(WebArchive war, String descriptor, String content) {
        war.delete("/WEB-INF/" + descriptor);
        war.addAsWebInfResource(new StringAsset(content), descriptor);
    }

    @Test
    void protected_page_leads_to_sign_in_and_back_and_signing_out_ends_it() throws IOException {
        String name = Accounts.fresh();
        new Visitor(server)
                .call("POST", PATH + "api/session")
                .json(Visitor.credentials(name, Accounts.passwordOf(name)))
                .send()
                .is(201);
        try (Browser browser = Browser.start()) {
            browser.open(server.resolve(PATH + "devices.html"));
            browser.see("#form");
            assertThat(browser.address()).hasPath(PATH);
            browser.fill("#username", name);
            browser.fill("#password", Accounts.passwordOf(name));
            browser.click("#submit");
            browser.see("#principal", name);
            assertThat(browser.address()).isEqualTo(server.resolve(PATH + "devices.html"));

            browser.click("#end-others");
            browser.click("#confirm-yes");
            browser.see("#status", "1 other device is signed out.");
            browser.open(server.resolve(PATH + "console/"));
            browser.see("#forbidden", "You are not an administrator");
            browser.click("#forbidden a");
            browser.see("#here .card");
            browser.open(server.resolve(PATH + "console.html"));
            browser.see("#forbidden", "You are not an administrator");
            browser.click("#forbidden a");
            browser.see("#here .card");
            browser.click("#sign-out");
            browser.see("#reason", "You are signed out");
            assertThat(browser.address()).hasPath(PATH);
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
