package dev.sojourn.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.support.MarkdownTable;
import dev.sojourn.support.WrittenPart;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * docs/configuration.md shows the keys as the code defines them. After a change of keys, {@code ./mvnw test
 * -Dtest=ConfigurationDocTest -Ddocs.write=true} writes the table anew.
 */
class ConfigurationDocTest {

    private static final WrittenPart PLACE = new WrittenPart("configuration.md", "keys", ConfigurationDocTest.class);

    @Test
    void table_of_keys_is_that_of_the_code() {
        String table = MarkdownTable.of(
                List.of("key", "default", "allowed", "meaning"),
                Keys.all().stream().map(ConfigurationDocTest::row).toList());
        PLACE.write(table);

        assertThat(PLACE.read())
                .as("with -Ddocs.write=true this test writes the table")
                .isEqualTo(table);
    }

    private static List<String> row(Key<?> key) {
        String standard = key.standard() == null || key.defaultText().equals("none")
                ? key.defaultText()
                : "`" + key.defaultText() + "`";
        return List.of("`" + key.name() + "`", standard, cell(key.type().allowed()), key.meaning());
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
