package dev.sojourn.codec;

import dev.sojourn.store.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a session was seen with, in the stored format: one part for addresses and one for User-Agents, each a letter and the digests. They
 * stand behind the superseded secrets, in the form of such secrets, with a length that no hash has: a release that knows nothing of them
 * reads the record, keeps them, and never takes one for a secret.
 */
final class SeenCodec {

    private static final byte ADDRESSES = 'a';
    private static final byte AGENTS = 'u';

    private SeenCodec() {}

    /** The parts to be written; none where nothing was seen. */
    static List<Bytes> parts(Seen seen) {
        List<Bytes> parts = new ArrayList<>();
        add(ADDRESSES, seen.addresses(), parts);
        add(AGENTS, seen.agents(), parts);
        return parts;
    }

    private static void add(byte letter, List<Long> digests, List<Bytes> parts) {
        if (!digests.isEmpty()) {
            ByteBuffer part =
                    ByteBuffer.allocate(1 + digests.size() * Long.BYTES).put(letter);
            digests.forEach(part::putLong);
            parts.add(Bytes.copyOf(part.array()));
        }
    }

    /** Gathers the parts among what was read. */
    static final class Reader {

        private Seen seen = Seen.NONE;

        /** Whether that was a part, and no superseded secret's hash. */
        boolean takes(Bytes hash) {
            ByteBuffer part = ByteBuffer.wrap(hash.toArray());
            if (part.remaining() <= 1 || part.remaining() % Long.BYTES != 1) {
                return false;
            }
            byte letter = part.get();
            if (letter != ADDRESSES && letter != AGENTS) {
                return false;
            }
            List<Long> digests = new ArrayList<>();
            while (part.hasRemaining()) {
                digests.add(part.getLong());
            }
            seen = letter == ADDRESSES ? new Seen(digests, seen.agents()) : new Seen(seen.addresses(), digests);
            return true;
        }

        /** What was gathered. */
        Seen seen() {
            return seen;
        }
    }
}
