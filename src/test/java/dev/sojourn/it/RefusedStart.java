package dev.sojourn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** An application that must not start. */
public final class RefusedStart {

    private static final boolean WILDFLY = "wildfly".equals(System.getProperty("arquillian.launch"));
    private static final Pattern PORT = Pattern.compile("\"Http Port\\(s\\)\": \"(\\d+)");

    private RefusedStart() {}

    /** With a page that nobody must see; its context root has to be this name. */
    public static WebArchive application(String name, String... configuration) {
        return Deployments.application(name + ".war", configuration)
                .addAsWebResource(new StringAsset("served in spite of it"), "page.html");
    }

    /** Deploys it, for nothing, and answers what the server's log said meanwhile. */
    public static String log(Deployer deployer, String name) throws IOException {
        String written;
        boolean refused = false;
        try (LogTail tail = new LogTail(log())) {
            try {
                deployer.deploy(name);
            } catch (Exception failed) {
                // Arquillian throws its checked DeploymentException undeclared
                refused = true;
            }
            written = tail.read();
        }
        if (WILDFLY) {
            assertThat(refused).as("WildFly refuses the deployment").isTrue();
        } else {
            // Payara Micro starts without the application, which its Arquillian adapter takes for success
            assertThat(status(name, written)).isEqualTo(404);
            deployer.undeploy(name);
        }
        return written;
    }

    private static int status(String name, String log) {
        Matcher port = PORT.matcher(log);
        assertThat(port.find()).as("a port in the log").isTrue();
        return RawHttp.get(URI.create("http://127.0.0.1:" + port.group(1)), "/" + name + "/page.html")
                .status();
    }

    private static Path log() {
        return WILDFLY
                ? Path.of(System.getProperty("wildfly.home"), "standalone", "log", "server.log")
                : Path.of("target", "payara-micro.log.0");
    }
}
