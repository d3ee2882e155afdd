package dev.sojourn.codec;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * The other addresses and User-Agents that were reported of a session, so that none is reported twice: 64 bits of a digest of each, newest
 * first, the last {@value #MOST} of both kinds. Immutable.
 */
public record Seen(List<Long> addresses, List<Long> agents) {

    /** How many of each are remembered; one that was forgotten is reported anew. */
    public static final int MOST = 32;

    /** Nothing yet. */
    public static final Seen NONE = new Seen(List.of(), List.of());

    /** Copies the lists. */
    public Seen {
        addresses = List.copyOf(addresses);
        agents = List.copyOf(agents);
    }

    /**
     * The digest of a value. It differs from session to session, so that it links none of them; it is a pseudonym, not a secret: who
     * tries all addresses finds the one.
     */
    public static long digest(String session, String value) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((session + '\n' + value).getBytes(StandardCharsets.UTF_8));
            long first = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                first = first << 8 | (hash[i] & 0xff);
            }
            return first;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** The same with one more address. */
    public Seen withAddress(long digest) {
        return new Seen(pushed(digest, addresses), agents);
    }

    /** The same with one more User-Agent. */
    public Seen withAgent(long digest) {
        return new Seen(addresses, pushed(digest, agents));
    }

    private static List<Long> pushed(long newest, List<Long> old) {
        var all = new ArrayList<Long>();
        all.add(newest);
        all.addAll(old.subList(0, Math.min(MOST - 1, old.size())));
        return all;
    }
}
