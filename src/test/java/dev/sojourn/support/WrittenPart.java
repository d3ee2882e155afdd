package dev.sojourn.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of a page in docs that a test writes, between two comments, and only with {@code -Ddocs.write=true}. */
public final class WrittenPart {

    private final Path page;
    private final String begin;
    private final String end;

    /**
     * Reads nothing yet.
     *
     * @param page name of a file in docs
     * @param what what the comments call it
     * @param writer the class that writes it
     */
    public WrittenPart(String page, String what, Class<?> writer) {
        this.page = Path.of("docs", page);
        begin = "<!-- " + what + ": written by " + writer.getSimpleName() + " -->\n";
        end = "<!-- end of " + what + " -->\n";
    }

    /** What stands there. */
    public String read() {
        String text = text();
        return text.substring(start(text), text.indexOf(end));
    }

    /** Puts this there; nothing happens without {@code -Ddocs.write=true}. */
    public void write(String part) {
        if (!Boolean.getBoolean("docs.write")) {
            return;
        }
        String text = text();
        try {
            Files.writeString(page, text.substring(0, start(text)) + part + text.substring(text.indexOf(end)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text() {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int start(String text) {
        int at = text.indexOf(begin);
        if (at < 0 || !text.contains(end)) {
            throw new IllegalStateException(page + " has no place between " + begin.strip() + " and " + end.strip());
        }
        return at + begin.length();
    }
}
