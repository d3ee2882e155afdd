package dev.sojourn.codec;

import dev.sojourn.codec.DevicesBody.Used;
import dev.sojourn.store.Bytes;
import java.time.Instant;
import java.util.ArrayList;

/** The body of a record of known devices as bytes. Instants are kept to the millisecond, rounded down. Safe for many threads. */
public final class DevicesBodyCodec {

    private static final int FORMAT = 1;

    private DevicesBodyCodec() {}

    /** The bytes of a body; the same for bodies that are equal. */
    public static Bytes encode(DevicesBody body) {
        return Bytes.copyOf(CodecWriter.write(FORMAT, out -> {
            out.count(body.devices().size());
            Instant base = Instant.EPOCH;
            for (Used device : body.devices()) {
                out.bytes(device.hash());
                out.instant(device.lastUsed(), base);
                base = device.lastUsed();
            }
        }));
    }

    /**
     * The body in these bytes.
     *
     * @throws UnreadableRecordException for whatever {@link #encode} did not write
     */
    public static DevicesBody decode(Bytes bytes) {
        return CodecReader.read(bytes.toArray(), FORMAT, in -> {
            int count = in.count();
            var devices = new ArrayList<Used>();
            Instant base = Instant.EPOCH;
            for (int i = 0; i < count; i++) {
                Bytes hash = in.bytes();
                base = in.instant(base);
                devices.add(new Used(hash, base));
            }
            return new DevicesBody(devices);
        });
    }
}
