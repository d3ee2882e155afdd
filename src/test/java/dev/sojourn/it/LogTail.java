package dev.sojourn.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * What is written to a server's log from now on, also when the server puts the full file aside meanwhile: the file is
 * held open, so its end is found whatever it is named by then.
 */
final class LogTail implements AutoCloseable {

    private final Path log;
    private final @Nullable Object file;
    private final InputStream fromNow;

    LogTail(Path log) throws IOException {
        this.log = log;
        file = key(log);
        fromNow = file == null ? InputStream.nullInputStream() : Files.newInputStream(log);
        if (file != null) {
            fromNow.skipNBytes(Files.size(log));
        }
    }

    String read() throws IOException {
        Object now = key(log);
        String rest = new String(fromNow.readAllBytes(), StandardCharsets.UTF_8);
        return now == null || now.equals(file) ? rest : rest + Files.readString(log);
    }

    @Override
    public void close() throws IOException {
        fromNow.close();
    }

    private static @Nullable Object key(Path log) throws IOException {
        return Files.exists(log)
                ? Files.readAttributes(log, BasicFileAttributes.class).fileKey()
                : null;
    }
}
