package dev.sojourn.it.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Deployments;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** The pages of a WAR that is not deployed at {@code /}. */
class PagesUnderPathIT extends OnPages {

    private static final String PATH = "/portal";

    @Deployment(testable = false)
    static WebArchive war() {
        WebArchive war = Deployments.warWithAccounts("sojourn.web.trusted-proxies=127.0.0.1");
        for (String descriptor : new String[] {"jboss-web", "glassfish-web"}) {
            String path = "/WEB-INF/" + descriptor + ".xml";
            String root = descriptor.equals("jboss-web") ? "jboss-web" : "glassfish-web-app";
            war.delete(path);
            war.add(new StringAsset("<" + root + "><context-root>" + PATH + "</context-root></" + root + ">"), path);
        }
        return war;
    }

    @Test
    void protected_page_leads_to_sign_in_and_back_and_signing_out_ends_it() {
        String name = Accounts.fresh();
        assertThat(server).hasPath(PATH + "/");
        signedInWith(AGENT_IPHONE, name);

        browser.open(page("devices.html"));
        browser.see("#form");
        assertThat(browser.address()).hasPath(PATH + "/");
        submit(browser, name, Accounts.passwordOf(name));
        browser.see("#principal", name);
        assertThat(browser.address()).isEqualTo(page("devices.html"));

        browser.click("#end-others");
        browser.click("#confirm-yes");
        browser.see("#status", "1 other device is signed out.");
        browser.click("#sign-out");
        browser.see("#reason", "You are signed out");
        assertThat(browser.address()).hasPath(PATH + "/");
    }
}
