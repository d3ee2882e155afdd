package dev.sojourn.config;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * docs/configuration.md shows the keys as the code defines them. After a change of keys, {@code ./mvnw test
 * -Dtest=ConfigurationDocTest -Ddocs.write=true} writes the table anew.
 */
class ConfigurationDocTest {

    private static final Path PAGE = Path.of("docs", "configuration.md");
    private static final String BEGIN = "<!-- keys: written by ConfigurationDocTest -->\n";
    private static final String END = "<!-- end of keys -->\n";

    @Test
    void table_of_keys_is_that_of_the_code() throws IOException {
        String page = Files.readString(PAGE);
        if (Boolean.getBoolean("docs.write")) {
            page = page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
                    + table()
                    + page.substring(page.indexOf(END));
            Files.writeString(PAGE, page);
        }

        assertThat(page).as("with -Ddocs.write=true this test writes the table").contains(BEGIN + table() + END);
    }

    private static String table() {
        return "\n| key | default | allowed | meaning |\n| --- | --- | --- | --- |\n"
                + Keys.all().stream().map(ConfigurationDocTest::row).collect(joining())
                + "\n";
    }

    private static String row(Key<?> key) {
        String standard = key.standard() == null || key.defaultText().equals("none")
                ? key.defaultText()
                : "`" + key.defaultText() + "`";
        return "| `" + key.name() + "` | " + standard + " | " + cell(key.type().allowed()) + " | " + key.meaning()
                + " |\n";
    }

    /** In a cell of a table neither of these stands for itself. */
    private static String cell(String text) {
        return text.replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("*", "\\*")
                .replace("`", "\\`")
                .replace("_", "\\_");
    }
}
