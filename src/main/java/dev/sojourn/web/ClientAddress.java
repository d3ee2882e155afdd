package dev.sojourn.web;

import dev.sojourn.IpAddress;
import dev.sojourn.config.WebSettings;
import dev.sojourn.config.WebSettings.AddressHeader;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells where a request comes from (OWASP ASVS 4.1.3). Immutable.
 *
 * <p>The peer is the client, unless it is a trusted proxy. Then the one configured header is read from the right: trusted
 * hops are skipped, the first other one is the client. A hop that is malformed, {@code unknown} or obfuscated ends the
 * reading, and the last trusted hop stands for the client: an answer of "unknown" would free it from the limit of login
 * attempts per address. The headers of any other peer are not looked at, nor any header beside the configured one.
 */
final class ClientAddress {

    private final WebSettings settings;

    ClientAddress(WebSettings settings) {
        this.settings = settings;
    }

    /** The client's address, or empty where the server does not know its own peer. */
    Optional<IpAddress> of(HttpServletRequest request) {
        return peer(request).map(peer -> client(request, peer).address());
    }

    /** Whether the client came by https, to this server or to a trusted proxy. */
    boolean secure(HttpServletRequest request) {
        if (request.isSecure()) {
            return true;
        }
        String proto = peer(request).map(peer -> client(request, peer).proto()).orElse(null);
        return proto != null && proto.toLowerCase(Locale.ROOT).equals("https");
    }

    private record Client(IpAddress address, @Nullable String proto) {}

    private Client client(HttpServletRequest request, IpAddress peer) {
        var client = new Client(peer, null);
        if (!trusted(peer)) {
            return client;
        }
        boolean standard = settings.addressHeader() == AddressHeader.FORWARDED;
        // X-Forwarded-Proto is of the same family, and has no list that would tell whose word it is: the last one
        // counts
        String proto = standard ? null : lastProto(lines(request, "X-Forwarded-Proto"));
        var lines = lines(request, standard ? "Forwarded" : "X-Forwarded-For");
        for (var hop : ForwardedHop.nearestFirst(lines, settings.addressHeader())) {
            String said = standard ? hop.proto() : proto;
            if (hop.address() == null) {
                return new Client(client.address(), said);
            }
            client = new Client(hop.address(), said);
            if (!trusted(hop.address())) {
                return client;
            }
        }
        return client.proto() == null ? new Client(client.address(), proto) : client;
    }

    private boolean trusted(IpAddress address) {
        return settings.trustedProxies().stream().anyMatch(range -> range.contains(address));
    }

    private static Optional<IpAddress> peer(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        if (address == null) {
            return Optional.empty();
        }
        // a link-local peer comes with its zone
        int zone = address.indexOf('%');
        return IpAddress.parse(zone < 0 ? address : address.substring(0, zone));
    }

    private static List<String> lines(HttpServletRequest request, String name) {
        var headers = request.getHeaders(name);
        return headers == null ? List.of() : Collections.list(headers);
    }

    private static @Nullable String lastProto(List<String> lines) {
        return lines.stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .reduce((first, second) -> second)
                .orElse(null);
    }
}
