package dev.sojourn.observe;

import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Metrics that a server may have. There is a bean for each kind, which a server without its interface skips; {@link Figures} shows them what there is.
 * What it was given is shown until it ends with the application.
 */
interface ServerMetrics {

    /** Whether the server that has the interface has an implementation too. The other calls are for those that say yes. */
    boolean available();

    /** Shows what this answers at the moment, or that it is unknown; it may be asked by any thread. */
    void gauge(Figure figure, Supplier<OptionalLong> number, Map<String, String> labels);

    /** Shows a count. */
    void count(Figure figure, Count count, Map<String, String> labels);

    /** Shows times, with their kinds as one more label. */
    StorageTimes.Receiver times(Figure figure, String kind, Map<String, String> labels);
}
