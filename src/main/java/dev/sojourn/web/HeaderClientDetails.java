package dev.sojourn.web;

import dev.sojourn.ClientDetails;
import dev.sojourn.Device;
import dev.sojourn.DeviceParser;
import dev.sojourn.IpAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the client from the connection and the request's headers. Immutable. */
final class HeaderClientDetails implements ClientDetailsReader {

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029\\p{Cf}]");

    private final ClientAddress addresses;
    private final DeviceParser devices;

    HeaderClientDetails(ClientAddress addresses, DeviceParser devices) {
        this.addresses = addresses;
        this.devices = devices;
    }

    @Override
    public ClientDetails of(HttpServletRequest request) {
        return details(request, devices.parse(request::getHeader));
    }

    @Override
    public ClientDetails presented(HttpServletRequest request) {
        return details(request, Device.UNKNOWN);
    }

    private ClientDetails details(HttpServletRequest request, Device device) {
        return new ClientDetails(
                addresses.of(request).map(IpAddress::toString).orElse(null),
                printable(request.getHeader("User-Agent")),
                device);
    }

    /** Without control characters, so that no list and no log that shows it can be broken into lines by it. */
    private static @Nullable String printable(@Nullable String text) {
        if (text == null) {
            return null;
        }
        // cut before the work, not after: a header may be large
        String head = text.substring(0, Math.min(text.length(), ClientDetails.MAX_USER_AGENT));
        String clean = UNPRINTABLE.matcher(head).replaceAll("");
        return clean.isEmpty() ? null : clean;
    }
}
