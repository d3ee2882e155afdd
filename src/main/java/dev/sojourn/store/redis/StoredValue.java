package dev.sojourn.store.redis;

import dev.sojourn.codec.RecordCodec;
import dev.sojourn.codec.UnreadableRecordException;
import dev.sojourn.store.IndexedFields;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.Version;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A record as the value of its key: the content as {@link RecordCodec} writes it, which begins with the version, and a tail that scripts can read.
 *
 * <p>The tail is, from its end: a byte with the length of the name of the session's group, one with that of its namespace's while it is active, these
 * names, and for a record whose id its key does not tell that id in UTF-16. Both names are empty for anything but an indexed session. What the
 * names tell is left out of the content.
 */
final class StoredValue {

    private static final byte[] NOTHING = {};
    private static final int LENGTHS = 2;

    private StoredValue() {}

    static byte[] encode(StoredRecord record, boolean indexed) {
        IndexedFields fields = indexed ? record.fields() : null;
        byte[] group = fields == null ? NOTHING : group(fields);
        byte[] namespace = fields == null ? NOTHING : activeNamespace(fields);
        byte[] content = RecordCodec.encodeContent(fields == null ? record : lean(record, fields, group, namespace));
        var out = new ByteArrayOutputStream(content.length + group.length + namespace.length + LENGTHS);
        out.writeBytes(content);
        String id = record.key().id();
        if (EncodedId.decode(EncodedId.encode(id)) == null) {
            byte[] utf16 = EncodedId.utf16(id);
            out.writeBytes(utf16);
            out.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(utf16.length).array());
        }
        out.writeBytes(namespace);
        out.writeBytes(group);
        out.write(namespace.length);
        out.write(group.length);
        return out.toByteArray();
    }

    /**
     * The record in a value.
     *
     * @param encodedId the id as the key has it
     * @throws UnreadableRecordException for anything that {@link #encode} did not make
     */
    static StoredRecord decode(RecordKind kind, byte[] encodedId, byte[] value) {
        Tail tail = Tail.of(value);
        int end = tail.start();
        String id = EncodedId.decode(encodedId);
        if (id == null) {
            end -= Integer.BYTES;
            int length = end < 0 ? -1 : ByteBuffer.wrap(value).getInt(end);
            if (length < 0 || length > end || length % 2 != 0) {
                throw cutOff();
            }
            end -= length;
            id = ByteBuffer.wrap(value, end, length).asCharBuffer().toString();
        }
        StoredRecord lean = RecordCodec.decode(new RecordKey(kind, id), Arrays.copyOf(value, end));
        IndexedFields fields = lean.fields();
        String application = tail.group().length == 0 ? null : applicationOf(tail.group());
        String namespace = tail.namespace().length == 0 ? null : EncodedId.decode(tail.namespace());
        return fields == null ? lean : with(lean, fields, application, namespace);
    }

    /** What stands behind the content. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Tail(int start, byte[] namespace, byte[] group) {
        static Tail of(byte[] value) {
            int end = value.length - LENGTHS;
            if (end < 0) {
                throw cutOff();
            }
            int group = end - (value[end + 1] & 0xFF);
            int namespace = group - (value[end] & 0xFF);
            if (namespace < 0) {
                throw cutOff();
            }
            return new Tail(
                    namespace, Arrays.copyOfRange(value, namespace, group), Arrays.copyOfRange(value, group, end));
        }
    }

    /** Without what the names tell. */
    private static StoredRecord lean(StoredRecord record, IndexedFields fields, byte[] group, byte[] namespace) {
        boolean toldByName = namespace.length > 0 && EncodedId.decode(namespace) != null;
        return with(
                record,
                new IndexedFields(
                        applicationOf(group) == null ? fields.application() : "",
                        fields.principal(),
                        toldByName ? null : fields.namespace(),
                        fields.endReason(),
                        fields.createdAt(),
                        fields.lastActiveAt(),
                        fields.expiresAt(),
                        fields.address()),
                null,
                null);
    }

    /** The record with these fields, but for what is given besides. */
    private static StoredRecord with(
            StoredRecord record, IndexedFields fields, @Nullable String application, @Nullable String namespace) {
        var all = new IndexedFields(
                application == null ? fields.application() : application,
                fields.principal(),
                namespace == null ? fields.namespace() : namespace,
                fields.endReason(),
                fields.createdAt(),
                fields.lastActiveAt(),
                fields.expiresAt(),
                fields.address());
        return StoredRecord.of(record.key(), record.version(), record.keepUntil(), all, record.body());
    }

    private static @Nullable String applicationOf(byte[] group) {
        return EncodedId.decode(Arrays.copyOfRange(group, 1, group.length));
    }

    /** What a value of this version begins with, and one of any other does not. */
    static byte[] version(Version version) {
        return RecordCodec.encodeVersion(version);
    }

    /** The name of the sets that the sessions of an application, anonymous or not, are in by expiry. */
    static byte[] group(String application, boolean anonymous) {
        byte[] name = EncodedId.encode(application);
        return ByteBuffer.allocate(1 + name.length)
                .put((byte) (anonymous ? 'a' : 'p'))
                .put(name)
                .array();
    }

    /** The same of this session. */
    static byte[] group(IndexedFields fields) {
        return group(fields.application(), fields.principal() == null);
    }

    /** The name of the set of the session's namespace, empty without one. */
    static byte[] activeNamespace(IndexedFields fields) {
        String namespace = fields.namespace();
        return fields.endReason() != null || namespace == null ? NOTHING : EncodedId.encode(namespace);
    }

    private static UnreadableRecordException cutOff() {
        return new UnreadableRecordException("its tail is cut off", null);
    }
}
