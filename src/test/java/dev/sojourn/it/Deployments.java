package dev.sojourn.it;

import java.io.File;
import java.net.URISyntaxException;
import org.assertj.core.api.Assertions;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Archives for {@code @Deployment} methods. */
public final class Deployments {

    private Deployments() {}

    /**
     * The WAR as the build made it, for {@code @Deployment(testable = false)}. Its context root is {@code /}.
     *
     * @throws IllegalStateException without the system property {@code war}, which names the file
     */
    public static WebArchive war() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, builtWar());
    }

    /**
     * The WAR with these test classes (their nested classes too) and AssertJ added: for a test that runs inside the server.
     *
     * @throws IllegalStateException without the system property {@code war}, which names the file
     */
    public static WebArchive war(Class<?>... tests) {
        return war().addClasses(tests).addAsLibrary(jarOf(Assertions.class));
    }

    private static File builtWar() {
        String file = System.getProperty("war");
        if (file == null) {
            throw new IllegalStateException(
                    "system property war is not set: run the test with ./mvnw verify -Dit.test=NAME");
        }
        return new File(file);
    }

    private static File jarOf(Class<?> type) {
        try {
            return new File(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no jar of " + type, e);
        }
    }
}
