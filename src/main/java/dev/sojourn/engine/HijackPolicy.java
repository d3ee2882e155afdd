package dev.sojourn.engine;

import dev.sojourn.ClientDetails;
import dev.sojourn.IpAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is done when a session is used by another client than the one it was given to. Immutable.
 *
 * @param address what to do about another address
 * @param prefixV4 how many leading bits of an IPv4 address have to stay the same, 1 to 32
 * @param prefixV6 the same for IPv6, 1 to 128
 * @param agent what to do about another User-Agent
 */
public record HijackPolicy(Reaction address, int prefixV4, int prefixV6, Reaction agent) {

    /** What holds without configuration: both are reported, and addresses compared as a whole. */
    public static final HijackPolicy DEFAULT = new HijackPolicy(Reaction.REPORT, 32, 128, Reaction.REPORT);

    /** What is done about a change. */
    public enum Reaction {
        /** Nothing, and nothing is compared. */
        IGNORE,
        /** It is told, once for each new value and session. The session goes on. */
        REPORT,
        /** The session ends. Safe, and hard on whoever changes networks or updates the browser. */
        END
    }

    /** Whether nothing is compared at all. */
    public boolean ignoresAll() {
        return address == Reaction.IGNORE && agent == Reaction.IGNORE;
    }

    /**
     * Whether a client has another address than the session's own. One that is not known, on either side, is no change; neither is anything
     * while addresses are ignored.
     */
    public boolean addressDiffers(ClientDetails own, ClientDetails now) {
        String before = own.ipAddress();
        String after = now.ipAddress();
        return address != Reaction.IGNORE
                && before != null
                && after != null
                && !before.equals(after)
                && !network(before).equals(network(after));
    }

    /**
     * Whether a client has another User-Agent than the session's own, letter by letter. None at all is another one too; but of a session that
     * never had one nothing is known, and neither is anything of {@link ClientDetails#UNKNOWN}.
     */
    public boolean agentDiffers(ClientDetails own, ClientDetails now) {
        return agent != Reaction.IGNORE
                && own.userAgent() != null
                && !now.equals(ClientDetails.UNKNOWN)
                && !Objects.equals(own.userAgent(), now.userAgent());
    }

    /** What of an address is compared. The families are never equal, and a text that is no address is only itself. */
    String network(@Nullable String text) {
        String known = text == null ? "" : text;
        return IpAddress.parse(known)
                .map(ip -> ip.masked(ip.bits() == 32 ? prefixV4 : prefixV6).toString())
                .orElse(known);
    }
}
