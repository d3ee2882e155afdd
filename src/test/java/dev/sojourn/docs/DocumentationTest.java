package dev.sojourn.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the documents to the code: their Java is compiled, their links lead somewhere, their keys exist. */
class DocumentationTest {

    private static final Path EXAMPLES = Path.of("src", "test", "java", "dev", "sojourn", "docs");

    /** Its table is held to the code by ConfigurationDocTest. */
    private static final Path KEYS = Path.of("docs", "configuration.md");

    private static final Pattern ROW = Pattern.compile("^\\| `(sojourn\\.[^`]+)`", Pattern.MULTILINE);
    private static final Pattern MENTION =
            Pattern.compile("(?<![\\w./-])sojourn\\.[A-Za-z][\\w-]*(?:\\.[\\w-]+)*(?:\\.\\*)?");
    private static final Pattern VARIABLE = Pattern.compile("\\bSOJOURN_[A-Z0-9_]+\\b");
    private static final Pattern ACCOUNT = Pattern.compile("(sojourn\\.users\\.)[\\w-]+(\\.(?:password|roles))");

    static List<Path> pages() {
        return Pages.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void java_block_is_compiled_code(Path page) throws IOException {
        assertThat(Pages.javaBlocks(page)).as("Java in " + page).isSubsetOf(examples());
    }

    @Test
    void example_stands_in_a_document() throws IOException {
        List<String> blocks = pages().stream()
                .flatMap(page -> Pages.javaBlocks(page).stream())
                .toList();

        assertThat(examples()).isNotEmpty().isSubsetOf(blocks);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void link_leads_to_a_file_and_heading(Path page) {
        assertThat(Pages.links(page))
                .filteredOn(link -> !link.matches("[a-z]+:.*"))
                .allSatisfy(link -> {
                    String[] parts = link.split("#", 2);
                    Path target = parts[0].isEmpty()
                            ? page
                            : page.resolveSibling(parts[0]).normalize();
                    assertThat(target).as("target of " + link).exists();
                    if (parts.length == 2) {
                        assertThat(Pages.anchors(target))
                                .as("headings of " + target)
                                .contains(parts[1]);
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("pages")
    void key_that_is_mentioned_is_a_known_key(Path page) {
        Set<String> known = knownKeys();
        Predicate<String> wrong = mention -> !mention.matches(".*\\.(war|jar)")
                && (mention.endsWith(".*")
                        ? known.stream().noneMatch(key -> key.startsWith(mention.substring(0, mention.length() - 1)))
                        : !known.contains(ACCOUNT.matcher(mention).replaceFirst("$1NAME$2")));

        assertThat(Pages.mentions(page, MENTION)).filteredOn(wrong).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void environment_variable_that_is_mentioned_is_that_of_a_known_key(Path page) {
        Set<String> known = knownKeys().stream()
                .map(key -> key.replace("NAME", "ADMIN")
                        .replaceAll("[^A-Za-z0-9]", "_")
                        .toUpperCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(Pages.mentions(page, VARIABLE)).isSubsetOf(known);
    }

    private static Set<String> knownKeys() {
        Set<String> known = ROW.matcher(Pages.text(KEYS))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(known).contains("sojourn.storage", "sojourn.users.NAME.password");
        return known;
    }

    private static List<String> examples() throws IOException {
        try (Stream<Path> sources = Files.list(EXAMPLES)) {
            return sources.sorted()
                    .flatMap(source -> Pages.examples(source).stream())
                    .toList();
        }
    }
}
