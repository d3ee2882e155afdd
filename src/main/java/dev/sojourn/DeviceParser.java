package dev.sojourn;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells the device from the headers of a request. Implementations are safe for many threads and never throw for a bad header. */
@FunctionalInterface
public interface DeviceParser {

    /**
     * The device behind a request.
     *
     * @param header gives the value of the request header with that name, or null where the request has none; asked for
     *     {@code User-Agent} and the client hints {@code Sec-CH-UA…}
     */
    Device parse(Function<String, @Nullable String> header);
}
