package dev.sojourn;

import org.jspecify.annotations.Nullable;

/**
 * The client as seen when a session is created.
 *
 * @param ipAddress its address in canonical text; null outside a request
 * @param userAgent its User-Agent header, at most {@value #MAX_USER_AGENT} characters; null when it sent none
 * @param device what that header and the client hints say
 */
public record ClientDetails(
        @Nullable String ipAddress, @Nullable String userAgent, Device device) {

    /** The longest User-Agent that is kept; the rest is cut off. */
    public static final int MAX_USER_AGENT = 512;

    /** Nothing is known of the client: for sessions made outside a request. */
    public static final ClientDetails UNKNOWN = new ClientDetails(null, null, Device.UNKNOWN);

    /** Cuts an overlong User-Agent. */
    public ClientDetails {
        if (userAgent != null && userAgent.length() > MAX_USER_AGENT) {
            userAgent = userAgent.substring(0, MAX_USER_AGENT);
        }
    }
}
