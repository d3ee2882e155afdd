package dev.sojourn.it;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.Node;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Archives for {@code @Deployment} methods. */
public final class Deployments {

    private static final String CONFIGURATION = "/WEB-INF/classes/META-INF/microprofile-config.properties";

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
     * The WAR as the build made it, with {@link Accounts} and more lines in its configuration file.
     *
     * @throws IllegalStateException without the system property {@code war}, which names the file
     */
    public static WebArchive warWithAccounts(String... configuration) {
        var lines = new ArrayList<>(Accounts.configuration());
        lines.addAll(List.of(configuration));
        return configured(war(), lines);
    }

    /** The WAR as the build made it, with more lines in its configuration file. */
    public static WebArchive warWith(String... configuration) {
        return configured(war(), List.of(configuration));
    }

    /**
     * An application of its own: the jar of classes and its libraries in WEB-INF/lib, with these lines as configuration.
     *
     * @throws IllegalStateException without the system property {@code war}, which names the file
     */
    public static WebArchive application(String name, String... configuration) {
        File war = builtWar();
        WebArchive application = ShrinkWrap.create(WebArchive.class, name)
                .merge(war(), Filters.include("/WEB-INF/lib/.*"))
                .addAsLibrary(new File(war.getParentFile(), war.getName().replace(".war", "-classes.jar")))
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
        return configuration.length == 0 ? application : configured(application, List.of(configuration));
    }

    /** The archive with these lines in its configuration file, in the place of any for the same keys. */
    static WebArchive configured(WebArchive war, List<String> lines) {
        Node file = war.get(CONFIGURATION);
        String before = "";
        if (file != null) {
            try (InputStream content = file.getAsset().openStream()) {
                before = new String(content.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            war.delete(CONFIGURATION);
        }
        List<String> keys = lines.stream().map(Deployments::key).toList();
        before = before.lines().filter(line -> !keys.contains(key(line))).collect(Collectors.joining("\n"));
        return war.add(new StringAsset(before + "\n" + String.join("\n", lines) + "\n"), CONFIGURATION);
    }

    /**
     * The WAR with these test classes (their nested classes too) and AssertJ added: for a test that runs inside the server.
     *
     * @throws IllegalStateException without the system property {@code war}, which names the file
     */
    public static WebArchive war(Class<?>... tests) {
        return war().addClasses(tests).addAsLibrary(jarOf(Assertions.class));
    }

    private static String key(String line) {
        return line.substring(0, Math.max(0, line.indexOf('=')));
    }

    private static File builtWar() {
        String file = System.getProperty("war");
        if (file == null) {
            throw new IllegalStateException(
                    "system property war is not set: run the test with ./mvnw verify -Dit.test=NAME");
        }
        return new File(file);
    }

    /** The library that a class comes from. */
    public static File jarOf(Class<?> type) {
        try {
            return new File(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no jar of " + type, e);
        }
    }
}
