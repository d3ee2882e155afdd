package dev.sojourn.store.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table of faults in docs/faults.md. A run of the fault tests writes what it measured to target/faults, a file for each storage; with
 * {@code -Ddocs.write=true} it puts all that is there into the page.
 */
final class FaultTable {

    static final Path PAGE = Path.of("docs", "faults.md");
    static final String BEGIN = "<!-- faults: written by FaultTable -->\n";
    static final String END = "<!-- end of faults -->\n";

    private static final Path MEASURED = Path.of("target", "faults");
    private static final String EXTENSION = ".csv";

    private FaultTable() {}

    static void save(String storage, List<Measurement> measured) throws IOException {
        List<String> lines = new ArrayList<>(List.of(Measurement.HEADER));
        measured.forEach(one -> lines.add(one.line()));
        Files.createDirectories(MEASURED);
        Files.write(MEASURED.resolve(storage + EXTENSION), lines);
        if (Boolean.getBoolean("docs.write")) {
            String page = Files.readString(PAGE);
            Files.writeString(PAGE, withTable(page, render(load())));
        }
    }

    static String withTable(String page, String table) {
        return page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + table + page.substring(page.indexOf(END));
    }

    private static Map<String, List<Measurement>> load() throws IOException {
        Map<String, List<Measurement>> storages = new TreeMap<>();
        try (Stream<Path> files = Files.list(MEASURED)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(EXTENSION)).toList()) {
                String name = file.getFileName().toString();
                storages.put(
                        name.substring(0, name.length() - EXTENSION.length()),
                        Files.readAllLines(file).stream()
                                .skip(1)
                                .map(Measurement::parse)
                                .toList());
            }
        }
        return storages;
    }

    /** A line for each fault, a column for each storage. */
    static String render(Map<String, List<Measurement>> storages) {
        Set<String> faults = storages.values().stream()
                .flatMap(List::stream)
                .map(Measurement::fault)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        StringBuilder table = new StringBuilder("\n| fault | ")
                .append(String.join(" | ", storages.keySet()))
                .append(" |\n| --- |")
                .append(" --- |".repeat(storages.size()))
                .append('\n');
        for (String fault : faults) {
            table.append("| ").append(fault).append(" |");
            storages.values()
                    .forEach(measured ->
                            table.append(' ').append(cell(fault, measured)).append(" |"));
            table.append('\n');
        }
        return table.append('\n').toString();
    }

    private static String cell(String fault, List<Measurement> measured) {
        return measured.stream()
                .filter(one -> one.fault().equals(fault))
                .map(FaultTable::cell)
                .findFirst()
                .orElse("");
    }

    private static String cell(Measurement one) {
        String seen = one.seen().replace("Storage", "").replace("Exception", "").toLowerCase(Locale.ROOT);
        return seen + "; " + millis(one.firstError()) + ", then " + millis(one.laterError()) + "; "
                + millis(one.back());
    }

    private static String millis(Duration time) {
        return time.toMillis() + " ms";
    }
}
