package dev.sojourn.codec;

import dev.sojourn.ClientDetails;
import dev.sojourn.Device;
import dev.sojourn.DeviceType;
import dev.sojourn.EndReason;
import dev.sojourn.codec.SessionBody.Ending;
import dev.sojourn.codec.SessionBody.Secrets;
import dev.sojourn.codec.SessionBody.Superseded;
import dev.sojourn.codec.SessionBody.Timing;
import dev.sojourn.store.Bytes;
import java.io.IOException;
import java.time.Duration;
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
 * The body of a session's record as bytes. Instants and durations are kept to the millisecond, rounded down. Safe for many
 * threads.
 */
public final class SessionBodyCodec {

    private static final int FORMAT = 1;

    // In the order of their numbers in the format: append only.
    private static final List<DeviceType> TYPES =
            List.of(DeviceType.PC, DeviceType.MOBILE, DeviceType.TABLET, DeviceType.BOT, DeviceType.OTHER);

    private SessionBodyCodec() {}

    /** The bytes of a body; the same for bodies that are equal. */
    public static Bytes encode(SessionBody body) {
        return Bytes.copyOf(CodecWriter.write(FORMAT, out -> {
            writeSecrets(body.secrets(), out);
            writeTiming(body.timing(), out);
            writeClient(body.client(), out);
            out.instant(body.authenticatedAt());
            writeRoles(body.roles(), out);
            writeAttributes(body.attributes(), out);
            writeEnding(body.ending(), out);
        }));
    }

    /**
     * The body in these bytes.
     *
     * @throws UnreadableRecordException for whatever {@link #encode} did not write
     */
    public static SessionBody decode(Bytes bytes) {
        return CodecReader.read(
                bytes.toArray(),
                FORMAT,
                in -> new SessionBody(
                        readSecrets(in),
                        readTiming(in),
                        readClient(in),
                        in.instantOrNull(),
                        readRoles(in),
                        readAttributes(in),
                        readEnding(in)));
    }

    private static void writeSecrets(Secrets secrets, CodecWriter out) throws IOException {
        out.bytes(secrets.hash());
        out.instant(secrets.issuedAt());
        out.bytes(secrets.salt());
        out.bytes(secrets.csrf());
        out.count(secrets.superseded().size());
        for (Superseded earlier : secrets.superseded()) {
            out.bytes(earlier.hash());
            out.instant(earlier.retiredAt());
            out.bytes(earlier.salt());
        }
    }

    private static Secrets readSecrets(CodecReader in) throws IOException {
        Bytes hash = in.bytes();
        var issuedAt = in.instant();
        Bytes salt = in.bytes();
        Bytes csrf = in.bytes();
        int count = in.count();
        var superseded = new ArrayList<Superseded>();
        for (int i = 0; i < count; i++) {
            superseded.add(new Superseded(in.bytes(), in.instant(), in.bytesOrNull()));
        }
        return new Secrets(hash, issuedAt, salt, csrf, superseded);
    }

    private static void writeTiming(Timing timing, CodecWriter out) throws IOException {
        Duration idle = timing.idle();
        if (idle == null) {
            out.nil();
        } else {
            out.number(millis(idle));
        }
        out.instant(timing.absoluteAt());
        out.instant(timing.extendedTo());
        out.flag(timing.persistent());
    }

    private static Timing readTiming(CodecReader in) throws IOException {
        return new Timing(
                in.nil() ? null : Duration.ofMillis(in.number()), in.instantOrNull(), in.instantOrNull(), in.flag());
    }

    private static void writeClient(ClientDetails client, CodecWriter out) throws IOException {
        out.text(client.ipAddress());
        out.text(client.userAgent());
        Device device = client.device();
        out.text(device.browser());
        out.text(device.browserVersion());
        out.text(device.os());
        out.text(device.osVersion());
        out.text(device.family());
        out.number(TYPES.indexOf(device.type()));
    }

    private static ClientDetails readClient(CodecReader in) throws IOException {
        return new ClientDetails(
                in.textOrNull(),
                in.textOrNull(),
                new Device(
                        in.textOrNull(),
                        in.textOrNull(),
                        in.textOrNull(),
                        in.textOrNull(),
                        in.textOrNull(),
                        in.constant(TYPES)));
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

    private static void writeEnding(@Nullable Ending ending, CodecWriter out) throws IOException {
        EndReasonCodec.write(ending == null ? null : ending.reason(), out);
        if (ending != null) {
            out.instant(ending.at());
        }
    }

    private static @Nullable Ending readEnding(CodecReader in) throws IOException {
        EndReason reason = EndReasonCodec.read(in);
        return reason == null ? null : new Ending(reason, in.instant());
    }

    /** A duration too long for a long, 290 million years, is as long as one can say. */
    private static long millis(Duration duration) {
        try {
            return duration.toMillis();
        } catch (ArithmeticException tooLong) {
            return Long.MAX_VALUE;
        }
    }
}
