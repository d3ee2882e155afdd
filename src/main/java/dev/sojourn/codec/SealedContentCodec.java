package dev.sojourn.codec;

import dev.sojourn.store.Bytes;

/** What encryption hides, as the bytes to encrypt. Safe for many threads. */
public final class SealedContentCodec {

    private static final int FORMAT = 1;

    private SealedContentCodec() {}

    /** The bytes; the same for contents that are equal. */
    public static byte[] encode(SealedContent content) {
        return CodecWriter.write(FORMAT, out -> {
            out.text(content.text());
            out.bytes(content.body());
        });
    }

    /**
     * The content in these bytes.
     *
     * @throws UnreadableRecordException for whatever {@link #encode} did not write
     */
    public static SealedContent decode(byte[] bytes) {
        return CodecReader.read(bytes, FORMAT, in -> {
            String text = in.textOrNull();
            Bytes body = in.bytes();
            return new SealedContent(text, body);
        });
    }
}
