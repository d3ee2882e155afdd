package dev.sojourn.it.pages;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** The programs of a browser test: where the system property of the program's name points, else on the PATH. */
record Programs(Path chromium, Path chromedriver) {

    private static final String ADVICE = "Install them (Debian: chromium and chromium-driver),"
            + " or name the files in the system properties chromium and chromedriver.";

    /** The programs of this machine. Without them the test is skipped, and fails where the environment variable CI is true. */
    static Programs find() {
        Optional<Path> chromium = find("chromium", "chromium-browser", "google-chrome");
        Optional<Path> driver = find("chromedriver");
        if (chromium.isPresent() && driver.isPresent()) {
            return new Programs(chromium.get(), driver.get());
        }
        String message = "Page tests need Chromium and ChromeDriver. " + ADVICE;
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            return Assertions.fail(message);
        }
        return Assumptions.abort(message);
    }

    private static Optional<Path> find(String property, String... otherNames) {
        String given = System.getProperty(property);
        if (given != null) {
            return Optional.of(Path.of(given));
        }
        List<String> folders =
                List.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator));
        return Stream.concat(Stream.of(property), Stream.of(otherNames))
                .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
