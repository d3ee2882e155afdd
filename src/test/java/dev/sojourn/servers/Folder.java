package dev.sojourn.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary folder with everything a server writes. Closing it removes it. */
record Folder(Path path) implements AutoCloseable {

    static Folder create(String server) {
        try {
            Folder folder = new Folder(Files.createTempDirectory("sojourn-" + server + "-"));
            Leftovers.add(folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file(String name) {
        return path.resolve(name);
    }

    Path write(String name, List<String> lines) {
        try {
            return Files.write(file(name), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of a file, a byte for a character. */
    String text(String name) {
        try {
            return Files.readString(file(name), java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last lines of a file, for a message. */
    String tail(String name) {
        try {
            List<String> lines = Files.readAllLines(file(name), java.nio.charset.StandardCharsets.ISO_8859_1);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
        } catch (IOException e) {
            return "(" + name + " cannot be read: " + e + ")";
        }
    }

    @Override
    public void close() {
        ServerProcess.await(this::remove);
        Leftovers.remove(this);
    }

    /** False when something was written there meanwhile: a process that was killed may not be quite gone. */
    private boolean remove() {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
            return true;
        } catch (NoSuchFileException gone) {
            return !Files.exists(path);
        } catch (IOException e) {
            return false;
        }
    }
}
