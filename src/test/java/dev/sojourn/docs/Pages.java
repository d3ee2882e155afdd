package dev.sojourn.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The documents of the project, and what the tests look for in them. */
final class Pages {

    private static final Pattern FENCE = Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ +(.+)$", Pattern.MULTILINE);

    private Pages() {}

    /** README.md and the others beside it, and everything under docs, examples and benchmarks. */
    static List<Path> all() {
        return Stream.of(pages(".", 1), pages("docs", 9), pages("examples", 2), pages("benchmarks", 2))
                .flatMap(List::stream)
                .sorted()
                .toList();
    }

    private static List<Path> pages(String folder, int depth) {
        try (Stream<Path> below = Files.walk(Path.of(folder), depth)) {
            return below.filter(path -> path.toString().endsWith(".md"))
                    .map(Path::normalize)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The Java blocks of a page. */
    static List<String> javaBlocks(Path page) {
        return FENCE.matcher(text(page))
                .results()
                .filter(block -> block.group(1).equals("java"))
                .map(block -> block.group(2))
                .toList();
    }

    /** The targets of links and images, those in blocks of code apart. */
    static List<String> links(Path page) {
        return LINK.matcher(prose(page)).results().map(link -> link.group(1)).toList();
    }

    /** The names by which GitHub lets links point at a page's headings. */
    static Set<String> anchors(Path page) {
        return HEADING.matcher(prose(page))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static String prose(Path page) {
        return FENCE.matcher(text(page)).replaceAll("");
    }

    /** What stands between the marks in a class of examples, without common indentation. */
    static List<String> examples(Path source) {
        List<String> examples = new ArrayList<>();
        StringBuilder example = null;
        for (String line : text(source).split("\n", -1)) {
            if (line.strip().equals("// docs:begin")) {
                example = new StringBuilder();
            } else if (line.strip().equals("// docs:end") && example != null) {
                examples.add(example.toString().stripTrailing().stripIndent() + "\n");
                example = null;
            } else if (example != null) {
                example.append(line).append('\n');
            }
        }
        return examples;
    }

    /** All matches in the lines of a page that do not quote a complaint about a wrong key. */
    static List<String> mentions(Path page, Pattern pattern) {
        return text(page)
                .lines()
                .filter(line -> !line.contains("unknown key"))
                .flatMap(line -> pattern.matcher(line).results().map(MatchResult::group))
                .toList();
    }
}
