package dev.sojourn.feed;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which numbers of a history have been seen: all up to one, and ranges above it. The gaps between are numbers that are not visible yet, and those
 * that never will be. For one thread at a time.
 *
 * <p>As a text it is the id of an event, which a client gives back when it comes again, to any node. Almost always it is one number.
 */
final class Position {

    private static final Pattern TEXT = Pattern.compile("h([0-9]{1,18})((?:\\.[0-9]{1,18}-[0-9]{1,18}){0,40})");
    private static final Pattern RANGE = Pattern.compile("\\.([0-9]+)-([0-9]+)");

    /** More ranges do not get into a text: then the oldest gaps count as what never will be. */
    private static final int MOST_RANGES = 20;

    private long all;
    private final NavigableMap<Long, Long> above = new TreeMap<>();

    /** All up to this number. */
    Position(long all) {
        this.all = all;
    }

    /** What {@link #toString} told; empty for anything else, which a client may send. */
    static Optional<Position> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var position = new Position(Long.parseLong(parts.group(1)));
        Matcher ranges = RANGE.matcher(parts.group(2));
        while (ranges.find()) {
            long first = Long.parseLong(ranges.group(1));
            long last = Long.parseLong(ranges.group(2));
            if (first <= position.greatest() + 1 || last < first) {
                return Optional.empty();
            }
            position.above.put(first, last);
        }
        return Optional.of(position);
    }

    Position copy() {
        var copy = new Position(all);
        copy.above.putAll(above);
        return copy;
    }

    /** Up to this number all were seen, or never will be. */
    long all() {
        return all;
    }

    /** The greatest number that was seen. */
    long greatest() {
        return above.isEmpty() ? all : above.lastEntry().getValue();
    }

    boolean contains(long number) {
        Map.Entry<Long, Long> range = above.floorEntry(number);
        return number <= all || (range != null && number <= range.getValue());
    }

    /** One more was seen. */
    void add(long number) {
        if (!contains(number)) {
            long first = number;
            Map.Entry<Long, Long> before = above.lowerEntry(number);
            if (before != null && before.getValue() == number - 1) {
                first = before.getKey();
            }
            Long last = above.remove(number + 1);
            above.put(first, last == null ? Long.valueOf(number) : last);
            absorb();
        }
    }

    /** What is missing up to this number never will be there. */
    void settle(long number) {
        if (number > all) {
            Map.Entry<Long, Long> around = above.floorEntry(number);
            all = around == null ? number : Math.max(number, around.getValue());
            above.headMap(all, true).clear();
            absorb();
        }
    }

    /** All that the other one has seen, too. */
    void addAll(Position other) {
        settle(other.all);
        other.above.forEach((first, last) -> {
            for (long number = first; number <= last; number++) {
                add(number);
            }
        });
    }

    private void absorb() {
        while (!above.isEmpty() && above.firstKey() == all + 1) {
            all = above.pollFirstEntry().getValue();
        }
    }

    @Override
    public String toString() {
        if (above.isEmpty()) {
            return "h" + all;
        }
        int left = above.size();
        long from = all;
        var ranges = new StringJoiner("");
        for (Map.Entry<Long, Long> range : above.entrySet()) {
            if (left-- > MOST_RANGES) {
                from = range.getValue();
            } else {
                ranges.add("." + range.getKey() + "-" + range.getValue());
            }
        }
        return "h" + from + ranges;
    }
}
