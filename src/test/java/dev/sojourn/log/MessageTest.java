package dev.sojourn.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.support.MarkdownTable;
import dev.sojourn.support.WrittenPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessageTest {

    private static final WrittenPart PLACE = new WrittenPart("operations.md", "messages", MessageTest.class);
    private static final Path SOURCES = Path.of("src", "main", "java");

    @Test
    void number_isOneMessages() {
        assertThat(Message.values())
                .extracting(Message::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("SOJ-\\d{4}"));
    }

    @Test
    void text_hasItsNumberAndItsDetails_whichAreNotLookedAtForPlaces() {
        assertThat(Message.SERVES.text("/shop {1}", "memory"))
                .isEqualTo("SOJ-0101 Sojourn serves application /shop {1} from storage memory");
        assertThat(Message.NO_PASSWORD.text("admin"))
                .isEqualTo("SOJ-0602 nobody can sign in as admin: sojourn.users.admin.password is not set");
        assertThat(Message.TOUCH_NOT_WRITTEN.text()).isEqualTo("SOJ-0305 a touch could not be written");
    }

    @Test
    void key_isShortened_toWhatALineMayHave() {
        assertThat(Log.shortened("XHFLE3b7O3SoFfdw-l-SWg")).isEqualTo("XHFLE3...");
        assertThat(Log.shortened("a\n{0}b c")).isEqualTo("a??0?b...");
        assertThat(Log.shortened("")).isEqualTo("...");
    }

    @Test
    void message_isSaidSomewhere() throws IOException {
        List<String> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                if (!file.endsWith("Message.java")) {
                    sources.add(Files.readString(file));
                }
            }
        }
        assertThat(Message.values())
                .allSatisfy(message -> assertThat(sources)
                        .anyMatch(source -> source.matches("(?s).*\\bMessage\\." + message.name() + "\\b.*")));
    }

    /** Written anew by {@code ./mvnw test -Dtest=MessageTest -Ddocs.write=true}. */
    @Test
    void page_listsEveryMessage() {
        String table = MarkdownTable.of(
                List.of("number", "level", "message"),
                Arrays.stream(Message.values())
                        .sorted(Comparator.comparing(Message::id))
                        .map(message -> List.of(
                                "`" + message.id() + "`",
                                message.level().name(),
                                message.words().strip().replace("{0}", "…").replaceAll("\\{\\d}", "…")))
                        .toList());
        PLACE.write(table);

        assertThat(PLACE.read())
                .as("docs/operations.md; write it anew with -Ddocs.write=true")
                .isEqualTo(table);
    }
}
