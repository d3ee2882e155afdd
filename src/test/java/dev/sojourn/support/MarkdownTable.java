package dev.sojourn.support;

import java.util.List;

/** A table as Markdown writes it. */
public final class MarkdownTable {

    private MarkdownTable() {}

    /** With an empty line before and after it. Cells are Markdown already. */
    public static String of(List<String> heading, List<List<String>> rows) {
        StringBuilder table = new StringBuilder("\n").append(line(heading));
        table.append("|").append(" --- |".repeat(heading.size())).append('\n');
        rows.forEach(row -> table.append(line(row)));
        return table.append('\n').toString();
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
