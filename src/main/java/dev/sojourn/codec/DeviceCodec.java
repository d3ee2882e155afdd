package dev.sojourn.codec;

import dev.sojourn.Device;
import dev.sojourn.DeviceType;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A device in the stored formats: the names that most have are numbers, others are texts. */
final class DeviceCodec {

    // In the order of their numbers in the format: append only.
    private static final List<DeviceType> TYPES =
            List.of(DeviceType.PC, DeviceType.MOBILE, DeviceType.TABLET, DeviceType.BOT, DeviceType.OTHER);

    // In the order of their numbers in the format: append only.
    static final List<String> NAMES = List.of(
            "Chrome",
            "Safari",
            "Firefox",
            "Edge",
            "Opera",
            "Samsung Internet",
            "WebView",
            "Chromium",
            "Headless Chrome",
            "Windows",
            "macOS",
            "Linux",
            "Android",
            "iOS",
            "iPadOS",
            "ChromeOS",
            "PC",
            "Mac",
            "Chromebook",
            "iPhone",
            "iPad");

    private DeviceCodec() {}

    static void write(Device device, CodecWriter out) throws IOException {
        writeName(device.browser(), out);
        out.text(device.browserVersion());
        writeName(device.os(), out);
        out.text(device.osVersion());
        writeName(device.family(), out);
        out.number(TYPES.indexOf(device.type()));
    }

    static Device read(CodecReader in) throws IOException {
        return new Device(
                readName(in), in.textOrNull(), readName(in), in.textOrNull(), readName(in), in.constant(TYPES));
    }

    private static void writeName(@Nullable String name, CodecWriter out) throws IOException {
        int number = name == null ? -1 : NAMES.indexOf(name);
        if (number >= 0) {
            out.number(number);
        } else {
            out.text(name);
        }
    }

    private static @Nullable String readName(CodecReader in) throws IOException {
        return in.isNumber() ? in.constant(NAMES) : in.textOrNull();
    }
}
