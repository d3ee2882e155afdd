package dev.sojourn;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells the device from the headers of a request. Implementations are safe for many threads and never throw for a bad header. */
@FunctionalInterface
public interface DeviceParser {

    /**
     * Value of a response's header {@code Accept-CH} that asks browsers for the hints that they don't send unasked: without
     * them Windows 10 and 11, versions of macOS, and models of Android devices can't be told apart. Browsers send them over
     * https and to localhost only.
     */
    String CLIENT_HINTS =
            "Sec-CH-UA-Full-Version-List, Sec-CH-UA-Platform-Version, Sec-CH-UA-Model, Sec-CH-UA-Form-Factors";

    /**
     * The device behind a request.
     *
     * @param header gives the value of the request header with that name, or null where the request has none; asked for
     *     {@code User-Agent} and the client hints {@code Sec-CH-UA…}
     */
    Device parse(Function<String, @Nullable String> header);
}
