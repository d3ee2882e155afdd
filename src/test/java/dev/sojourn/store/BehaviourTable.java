package dev.sojourn.store;

import dev.sojourn.store.Behaviours.Run;
import dev.sojourn.store.Behaviours.Seen;
import dev.sojourn.support.Findings;
import dev.sojourn.support.MarkdownTable;
import dev.sojourn.support.WrittenPart;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table of behaviours in docs/contract.md. A run of the contract suite writes what it saw to target/contract, a file for each storage;
 * with {@code -Ddocs.write=true} it puts all that is there into the page.
 */
final class BehaviourTable {

    static final WrittenPart PLACE = new WrittenPart("contract.md", "contract", BehaviourTable.class);

    private static final Findings SEEN = new Findings("contract");

    private BehaviourTable() {}

    static void save(Class<?> tests, Run run) {
        List<String> lines = new ArrayList<>(List.of(run.variant()));
        run.seen().forEach((one, seen) -> lines.add(String.join(";", one.part(), one.test(), seen.name())));
        SEEN.save(tests.getSimpleName(), lines);
        PLACE.write(
                render(SEEN.load().values().stream().map(BehaviourTable::parse).toList()));
    }

    private static Run parse(List<String> lines) {
        Map<Behaviour, Seen> seen = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(";", -1);
            seen.put(new Behaviour(cells[0], cells[1]), Seen.valueOf(cells[2]));
        }
        return new Run(lines.get(0), seen);
    }

    /** A table for each part of the suite, with a line for each behaviour and a column for each storage. */
    static String render(Collection<Run> runs) {
        List<Run> columns =
                runs.stream().sorted(Comparator.comparing(Run::variant)).toList();
        List<String> parts =
                Behaviour.all().stream().map(Behaviour::part).distinct().toList();
        return parts.stream()
                .map(part -> "\n### " + part + "\n" + table(part, columns))
                .collect(Collectors.joining());
    }

    private static String table(String part, List<Run> columns) {
        List<List<String>> rows = Behaviour.all().stream()
                .filter(one -> one.part().equals(part))
                .map(one -> row(
                        one.sentence(),
                        columns.stream().map(run -> mark(run.seen().get(one)))))
                .toList();
        return MarkdownTable.of(row("", columns.stream().map(Run::variant)), rows)
                        .stripTrailing() + "\n";
    }

    private static List<String> row(String first, Stream<String> others) {
        return Stream.concat(Stream.of(first), others).toList();
    }

    private static String mark(Seen seen) {
        return seen == null ? "" : seen.mark();
    }
}
