package dev.sojourn.store.faults;

import dev.sojourn.support.Findings;
import dev.sojourn.support.MarkdownTable;
import dev.sojourn.support.WrittenPart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The table of faults in docs/faults.md. A run of the fault tests writes what it measured to target/faults, a file for each storage; with
 * {@code -Ddocs.write=true} it puts all that is there into the page.
 */
final class FaultTable {

    static final WrittenPart PLACE = new WrittenPart("faults.md", "faults", FaultTable.class);

    private static final Findings MEASURED = new Findings("faults");

    private FaultTable() {}

    static void save(String storage, List<Measurement> measured) {
        List<String> lines = new ArrayList<>(List.of(Measurement.HEADER));
        measured.forEach(one -> lines.add(one.line()));
        MEASURED.save(storage, lines);
        PLACE.write(render(load()));
    }

    private static Map<String, List<Measurement>> load() {
        Map<String, List<Measurement>> storages = new TreeMap<>();
        MEASURED.load()
                .forEach((storage, lines) -> storages.put(
                        storage, lines.stream().skip(1).map(Measurement::parse).toList()));
        return storages;
    }

    /** A line for each fault, a column for each storage. */
    static String render(Map<String, List<Measurement>> storages) {
        List<String> faults = storages.values().stream()
                .flatMap(List::stream)
                .map(Measurement::fault)
                .distinct()
                .toList();
        List<List<String>> rows = faults.stream()
                .map(fault -> row(fault, storages.values().stream().map(measured -> cell(fault, measured))))
                .toList();
        return MarkdownTable.of(row("fault", storages.keySet().stream()), rows);
    }

    private static List<String> row(String first, Stream<String> others) {
        return Stream.concat(Stream.of(first), others).toList();
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
