package dev.sojourn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

    @TempDir
    Path directory;

    @Test
    void a_log_that_goes_on_gives_what_was_added() throws IOException {
        Path log = Files.writeString(directory.resolve("log.0"), "before\n");
        try (LogTail tail = new LogTail(log)) {
            Files.writeString(log, "after\n", StandardOpenOption.APPEND);
            assertThat(tail.read()).isEqualTo("after\n");
        }
    }

    @Test
    void a_log_put_aside_meanwhile_gives_its_end_and_the_new_file() throws IOException {
        Path log = Files.writeString(directory.resolve("log.0"), "before\n");
        try (LogTail tail = new LogTail(log)) {
            Files.writeString(log, "its end\n", StandardOpenOption.APPEND);
            Files.move(log, directory.resolve("log.1"));
            Files.writeString(log, "the new file\n");
            assertThat(tail.read()).isEqualTo("its end\nthe new file\n");
        }
    }

    @Test
    void a_log_that_begins_meanwhile_is_given_whole() throws IOException {
        Path log = directory.resolve("log.0");
        try (LogTail tail = new LogTail(log)) {
            Files.writeString(log, "first\n");
            assertThat(tail.read()).isEqualTo("first\n");
        }
    }
}
