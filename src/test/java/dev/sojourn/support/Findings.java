package dev.sojourn.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Lines that tests leave in a folder below target, a file for each test class or storage, so that runs can follow each other. */
public final class Findings {

    private static final String EXTENSION = ".csv";

    private final Path folder;

    /** Those in a folder of this name. */
    public Findings(String folder) {
        this.folder = Path.of("target", folder);
    }

    /** Leaves lines under a name, in place of those that were there. */
    public void save(String name, List<String> lines) {
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(name + EXTENSION), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All lines that are there, by name. */
    public Map<String, List<String>> load() {
        try (Stream<Path> files = Files.list(folder)) {
            Map<String, List<String>> found = new TreeMap<>();
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(EXTENSION)) {
                    found.put(name.substring(0, name.length() - EXTENSION.length()), Files.readAllLines(file));
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
