package dev.sojourn.codec;

import dev.sojourn.ClientDetails;
import dev.sojourn.EndReason;
import dev.sojourn.codec.SessionBody.Ending;
import dev.sojourn.codec.SessionBody.Secrets;
import dev.sojourn.codec.SessionBody.Superseded;
import dev.sojourn.codec.SessionBody.Timing;
import dev.sojourn.store.Bytes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The body of a session's record as bytes. Instants and durations are kept to the millisecond, rounded down. All instants but the
 * first are written as distances from it: the one at which the current secret was issued. Safe for many threads.
 */
public final class SessionBodyCodec {

    private static final int FORMAT = 1;

    private SessionBodyCodec() {}

    /** The bytes of a body; the same for bodies that are equal. */
    public static Bytes encode(SessionBody body) {
        Instant base = body.secrets().issuedAt();
        return Bytes.copyOf(CodecWriter.write(FORMAT, out -> {
            out.instant(base);
            writeSecrets(body.secrets(), body.seen(), base, out);
            writeTiming(body.timing(), base, out);
            writeClient(body.client(), out);
            out.instant(body.authenticatedAt(), base);
            writeRoles(body.roles(), out);
            writeAttributes(body.attributes(), out);
            writeEnding(body.ending(), base, out);
        }));
    }

    /**
     * The body in these bytes.
     *
     * @throws UnreadableRecordException for whatever {@link #encode} did not write
     */
    public static SessionBody decode(Bytes bytes) {
        return CodecReader.read(bytes.toArray(), FORMAT, in -> {
            Instant base = in.instant();
            var seen = new SeenCodec.Reader();
            return new SessionBody(
                    readSecrets(base, seen, in),
                    readTiming(base, in),
                    readClient(in),
                    in.instantOrNull(base),
                    readRoles(in),
                    readAttributes(in),
                    readEnding(base, in),
                    seen.seen());
        });
    }

    private static void writeSecrets(Secrets secrets, Seen seen, Instant base, CodecWriter out) throws IOException {
        out.bytes(secrets.hash());
        out.bytes(secrets.salt());
        out.bytes(secrets.csrf());
        List<Bytes> parts = SeenCodec.parts(seen);
        out.count(secrets.superseded().size() + parts.size());
        for (Superseded earlier : secrets.superseded()) {
            out.bytes(earlier.hash());
            out.instant(earlier.retiredAt(), base);
            out.bytes(earlier.salt());
        }
        for (Bytes part : parts) {
            out.bytes(part);
            out.instant(base, base);
            out.bytes((Bytes) null);
        }
    }

    private static Secrets readSecrets(Instant issuedAt, SeenCodec.Reader seen, CodecReader in) throws IOException {
        Bytes hash = in.bytes();
        Bytes salt = in.bytes();
        Bytes csrf = in.bytes();
        int count = in.count();
        var superseded = new ArrayList<Superseded>();
        for (int i = 0; i < count; i++) {
            var earlier = new Superseded(in.bytes(), in.instant(issuedAt), in.bytesOrNull());
            if (!seen.takes(earlier.hash())) {
                superseded.add(earlier);
            }
        }
        return new Secrets(hash, issuedAt, salt, csrf, superseded);
    }

    private static void writeTiming(Timing timing, Instant base, CodecWriter out) throws IOException {
        Duration idle = timing.idle();
        if (idle == null) {
            out.nil();
        } else {
            out.number(Millis.of(idle));
        }
        out.instant(timing.absoluteAt(), base);
        out.instant(timing.extendedTo(), base);
        out.flag(timing.persistent());
    }

    private static Timing readTiming(Instant base, CodecReader in) throws IOException {
        return new Timing(
                in.nil() ? null : Duration.ofMillis(in.number()),
                in.instantOrNull(base),
                in.instantOrNull(base),
                in.flag());
    }

    private static void writeClient(ClientDetails client, CodecWriter out) throws IOException {
        out.text(client.ipAddress());
        out.userAgent(client.userAgent());
        DeviceCodec.write(client.device(), out);
    }

    private static ClientDetails readClient(CodecReader in) throws IOException {
        return new ClientDetails(in.textOrNull(), in.userAgentOrNull(), DeviceCodec.read(in));
    }

    private static void writeRoles(Set<String> roles, CodecWriter out) throws IOException {
        out.count(roles.size());
        for (String role : new TreeSet<>(roles)) {
            out.text(role);
        }
    }

    private static Set<String> readRoles(CodecReader in) throws IOException {
        int count = in.count();
        var roles = new HashSet<String>();
        for (int i = 0; i < count; i++) {
            roles.add(in.text());
        }
        return roles;
    }

    private static void writeAttributes(Map<String, String> attributes, CodecWriter out) throws IOException {
        out.count(attributes.size());
        for (Map.Entry<String, String> attribute : new TreeMap<>(attributes).entrySet()) {
            out.text(attribute.getKey());
            out.text(attribute.getValue());
        }
    }

    private static Map<String, String> readAttributes(CodecReader in) throws IOException {
        int count = in.count();
        var attributes = new HashMap<String, String>();
        for (int i = 0; i < count; i++) {
            attributes.put(in.text(), in.text());
        }
        return attributes;
    }

    private static void writeEnding(@Nullable Ending ending, Instant base, CodecWriter out) throws IOException {
        EndReasonCodec.write(ending == null ? null : ending.reason(), out);
        if (ending != null) {
            out.instant(ending.at(), base);
        }
    }

    private static @Nullable Ending readEnding(Instant base, CodecReader in) throws IOException {
        EndReason reason = EndReasonCodec.read(in);
        return reason == null ? null : new Ending(reason, in.instant(base));
    }
}
