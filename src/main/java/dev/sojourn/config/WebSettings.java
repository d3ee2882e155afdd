package dev.sojourn.config;

import dev.sojourn.AddressRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requests: which paths need a session, whose word on addresses is believed, what counts as no activity.
 *
 * @param protectedPaths paths that need an authenticated session
 * @param publicPaths exceptions from these
 * @param loginPage context-relative page that browsers are led to; null to answer 401
 * @param trustedProxies peers whose address header is believed
 * @param addressHeader the one header that they set
 * @param enforceHttps whether plain http is redirected (GET, HEAD) or refused
 * @param clearSiteData whether logout sends Clear-Site-Data
 * @param passivePaths paths that do not slide the idle expiry
 * @param passiveHeader a header that marks a request as passive
 */
public record WebSettings(
        List<PathPattern> protectedPaths,
        List<PathPattern> publicPaths,
        @Nullable String loginPage,
        List<AddressRange> trustedProxies,
        AddressHeader addressHeader,
        boolean enforceHttps,
        boolean clearSiteData,
        List<PathPattern> passivePaths,
        String passiveHeader) {

    /** Which header of a trusted proxy tells the client's address. */
    public enum AddressHeader {
        /** {@code Forwarded}, RFC 7239. */
        FORWARDED,
        /** {@code X-Forwarded-For}. */
        X_FORWARDED_FOR
    }

    /** Copies the lists. */
    public WebSettings {
        protectedPaths = List.copyOf(protectedPaths);
        publicPaths = List.copyOf(publicPaths);
        trustedProxies = List.copyOf(trustedProxies);
        passivePaths = List.copyOf(passivePaths);
    }
}
