package dev.sojourn.codec;

import dev.sojourn.event.LiveEvent;
import java.util.HashMap;
import java.util.Map;

/** Messages between nodes as bytes. A node of another release that does not know the format leaves them out. Safe for many threads. */
public final class EventMessageCodec {

    private static final int FORMAT = 1;

    private EventMessageCodec() {}

    /** The bytes of a message; its instant to the millisecond, rounded down. */
    public static byte[] encode(EventMessage message) {
        return CodecWriter.write(FORMAT, out -> {
            out.text(message.node());
            out.number(message.number());
            LiveEvent event = message.event();
            out.flag(event != null);
            if (event != null) {
                out.text(event.type());
                out.instant(event.at());
                out.text(event.key());
                out.text(event.application());
                out.text(event.principal());
                out.text(event.namespace());
                out.text(event.ipAddress());
                out.text(event.reason());
                out.text(event.by());
                out.count(event.more().size());
                for (Map.Entry<String, String> one : event.more().entrySet()) {
                    out.text(one.getKey());
                    out.text(one.getValue());
                }
            }
        });
    }

    /**
     * The message in these bytes.
     *
     * @throws UnreadableRecordException for whatever {@link #encode} did not write
     */
    public static EventMessage decode(byte[] bytes) {
        return CodecReader.read(bytes, FORMAT, in -> {
            String node = in.text();
            long number = in.number();
            if (!in.flag()) {
                return new EventMessage(node, number, null);
            }
            String type = in.text();
            var at = in.instant();
            String key = in.textOrNull();
            String application = in.textOrNull();
            String principal = in.textOrNull();
            String namespace = in.textOrNull();
            String ipAddress = in.textOrNull();
            String reason = in.textOrNull();
            String by = in.textOrNull();
            Map<String, String> more = new HashMap<>();
            int count = in.count();
            for (int i = 0; i < count; i++) {
                more.put(in.text(), in.text());
            }
            return new EventMessage(
                    node,
                    number,
                    new LiveEvent(type, at, key, application, principal, namespace, ipAddress, reason, by, more));
        });
    }
}
