package dev.sojourn.it;

import java.io.File;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Archives for {@code @Deployment} methods. */
public final class Deployments {

    private Deployments() {}

    /**
     * The WAR as the build made it. Used unchanged with {@code @Deployment(testable = false)}, or with test classes added for a test
     * that runs inside the server. Its context root is {@code /}.
     *
     * @throws IllegalStateException without the system property {@code war}, which names the file
     */
    public static WebArchive war() {
        String file = System.getProperty("war");
        if (file == null) {
            throw new IllegalStateException(
                    "system property war is not set: run the test with ./mvnw verify -Dit.test=NAME");
        }
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File(file));
    }
}
