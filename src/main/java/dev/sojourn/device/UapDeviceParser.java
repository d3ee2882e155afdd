package dev.sojourn.device;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sojourn.ClientDetails;
import dev.sojourn.Device;
import dev.sojourn.DeviceParser;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells the device from the User-Agent, with the patterns of uap-java, and from the client hints, which win where both speak.
 *
 * <p>Safe for many threads; readings that are in the cache meet no common lock. Every field of a result has at most 64
 * characters, none of them a control character or one that opens markup or a quote. Of a User-Agent the first {@value
 * ClientDetails#MAX_USER_AGENT} characters count. The cache is bounded in entries, its keys and values in length: it holds
 * about a megabyte when full, whatever clients send.
 *
 * <p>Making one compiles some 1200 patterns, which takes a good part of a second: make one and keep it.
 */
public final class UapDeviceParser implements DeviceParser {

    /** More than the different User-Agents among the users of one application, with reduced headers. */
    static final int MAX_ENTRIES = 1000;

    private final UserAgentReader reader = new UserAgentReader();

    // Evictions run on the caller's thread: a pool's thread would keep an undeployed application's classes alive.
    private final Cache<UserAgentReader.Input, Device> readings = Caffeine.newBuilder()
            .maximumSize(MAX_ENTRIES)
            .executor(Runnable::run)
            .build();

    @Override
    public Device parse(Function<String, @Nullable String> header) {
        String userAgent = Text.header(header.apply("User-Agent"), ClientDetails.MAX_USER_AGENT);
        ClientHints hints = ClientHints.read(header);
        if (userAgent.isEmpty()) {
            return hints.refine(Device.UNKNOWN);
        }
        // Only the patterns are slow, so only what they see is a key: the hints multiply no entries.
        return hints.refine(readings.get(new UserAgentReader.Input(userAgent, hints.model()), reader::read));
    }

    /** How many readings are kept. */
    long cached() {
        readings.cleanUp();
        return readings.estimatedSize();
    }
}
