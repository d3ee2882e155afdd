package dev.sojourn.servers;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Programs of this machine. */
public final class Installed {

    /** The prefix of system properties that name a program's file. */
    static final String PROPERTY = "sojourn.test.";

    private static final List<String> SYSTEM_FOLDERS = List.of("/usr/sbin", "/usr/local/sbin");

    private Installed() {}

    /** Where the system property of this name points, else the first of that name on the PATH or among the system's programs. */
    public static Optional<Path> find(String program) {
        String given = System.getProperty(PROPERTY + program);
        if (given != null) {
            return Optional.of(Path.of(given));
        }
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Stream.of(path.split(File.pathSeparator)), SYSTEM_FOLDERS.stream())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The same, or the end of the test. */
    public static Path require(String program, String debianPackage) {
        return find(program).orElseGet(() -> missing(program, debianPackage));
    }

    /** Skips the test that needs a program, and fails it where the environment variable CI is true. */
    public static Path missing(String program, String debianPackage) {
        String message = "This test needs " + program + ". Install it (Debian: " + debianPackage
                + "), or name the file in the system property " + PROPERTY + program + ".";
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            return Assertions.fail(message);
        }
        return Assumptions.abort(message);
    }

    /** Whether this JVM is root's: some servers then insist on being told as whom to run. */
    static boolean asRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
