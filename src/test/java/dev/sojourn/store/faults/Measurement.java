package dev.sojourn.store.faults;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * What a fault looked like to the callers of a storage.
 *
 * @param fault its title
 * @param seen names of what was thrown
 * @param firstError the longest that anybody waited for the first error
 * @param laterError what callers waited typically once several had failed
 * @param back the longest until a call succeeded again, from the moment on at which the server could answer
 */
record Measurement(String fault, String seen, Duration firstError, Duration laterError, Duration back) {

    static final String HEADER = "fault;seen;first error ms;later error ms;back ms";

    static Measurement of(String fault, Collection<Probe> probes, List<Duration> back) {
        TreeSet<String> seen = new TreeSet<>();
        for (Probe probe : probes) {
            for (Probe.Attempt attempt : probe.attempts()) {
                if (attempt.error() != null) {
                    seen.add(attempt.error().getClass().getSimpleName());
                }
            }
        }
        List<Duration> first = probes.stream()
                .map(probe -> probe.attempts().get(0).took())
                .sorted()
                .toList();
        List<Duration> later = probes.stream()
                .map(probe -> probe.attempts().get(probe.attempts().size() - 1).took())
                .sorted()
                .toList();
        return new Measurement(
                fault,
                seen.isEmpty() ? "nothing" : String.join(", ", seen),
                first.get(first.size() - 1),
                later.get(later.size() / 2),
                back.stream().max(Duration::compareTo).orElse(Duration.ZERO));
    }

    String line() {
        return String.join(
                ";",
                fault,
                seen,
                Long.toString(firstError.toMillis()),
                Long.toString(laterError.toMillis()),
                Long.toString(back.toMillis()));
    }

    static Measurement parse(String line) {
        String[] parts = line.split(";", -1);
        return new Measurement(parts[0], parts[1], millis(parts[2]), millis(parts[3]), millis(parts[4]));
    }

    private static Duration millis(String text) {
        return Duration.ofMillis(Long.parseLong(text));
    }
}
