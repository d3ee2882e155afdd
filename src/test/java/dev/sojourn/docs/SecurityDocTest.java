package dev.sojourn.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/security.md to the tests: a statement without its test fails here, and so does a test that no line names. */
class SecurityDocTest {

    private static final int STATEMENTS = 54;
    private static final int WEAKNESSES = 15;
    private static final Path TESTS = Path.of("src", "test", "java");

    private static final Pattern STATEMENT =
            Pattern.compile("^\\| (\\d+) \\| ([^|]+) \\|([^|]*)\\| (met|part|open)([^|]*) \\|$", Pattern.MULTILINE);
    private static final Pattern WEAKNESS = Pattern.compile("^\\| ([a-z][^|]+) \\| (`[^|]+`) \\|$", Pattern.MULTILINE);
    private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");
    private static final Pattern NUMBERED = Pattern.compile("void (s(\\d\\d)_\\w+)\\(");

    private record Line(int number, String tests, String result, String why) {}

    private final String page = Pages.text(Path.of("docs", "security.md"));
    private final Map<String, String> sources = sources();

    @Test
    void every_statement_has_its_line() {
        assertThat(lines())
                .extracting(Line::number)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, STATEMENTS).boxed().toList());
    }

    @Test
    void statement_that_is_met_names_a_test_and_any_other_its_reason() {
        assertThat(lines()).allSatisfy(line -> {
            if (!line.result().equals("open")) {
                assertThat(TEST.matcher(line.tests()).find())
                        .as("a test in line %d", line.number())
                        .isTrue();
            }
            if (!line.result().equals("met")) {
                assertThat(line.why()).as("reason in line %d", line.number()).hasSizeGreaterThan(15);
            }
        });
    }

    @Test
    void test_that_is_named_exists() {
        assertThat(TEST.matcher(page).results())
                .allSatisfy(test -> assertThat(sources.getOrDefault(test.group(1), ""))
                        .as(test.group())
                        .contains("void " + test.group(2) + "("));
    }

    @Test
    void test_of_a_statement_stands_in_its_line() {
        Map<Integer, Line> lines = new TreeMap<>();
        lines().forEach(line -> lines.put(line.number(), line));

        assertThat(checklist()).hasSizeGreaterThan(5).allSatisfy((type, source) -> {
            Matcher numbered = NUMBERED.matcher(source);
            while (numbered.find()) {
                assertThat(lines.get(Integer.parseInt(numbered.group(2))).tests())
                        .as("line %s", numbered.group(2))
                        .contains("`" + type + "." + numbered.group(1) + "`");
            }
        });
    }

    @Test
    void every_weakness_has_a_regression_test() {
        List<String> weaknesses = WEAKNESS.matcher(page)
                .results()
                .filter(row -> TEST.matcher(row.group(2)).find())
                .map(row -> row.group(1))
                .toList();

        assertThat(weaknesses).doesNotHaveDuplicates().hasSize(WEAKNESSES);
    }

    private List<Line> lines() {
        return STATEMENT
                .matcher(page)
                .results()
                .map(row -> new Line(Integer.parseInt(row.group(1)), row.group(3), row.group(4), row.group(5)))
                .toList();
    }

    private Map<String, String> checklist() {
        var found = new TreeMap<>(sources);
        found.keySet().removeIf(type -> !type.endsWith("ChecklistIT"));
        return found;
    }

    /** All tests, by the name of the class. */
    private static Map<String, String> sources() {
        var found = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(TESTS)) {
            files.filter(file -> file.toString().matches(".*(Test|IT|OnStorage)\\.java"))
                    .forEach(file -> found.put(file.getFileName().toString().replace(".java", ""), Pages.text(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
