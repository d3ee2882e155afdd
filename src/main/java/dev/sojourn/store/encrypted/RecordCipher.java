package dev.sojourn.store.encrypted;

import dev.sojourn.codec.SealedContent;
import dev.sojourn.codec.SealedContentCodec;
import dev.sojourn.codec.UnreadableRecordException;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import dev.sojourn.store.Bytes;
import dev.sojourn.store.IndexedFields;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.StoredRecord;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns records into what the storage may see, and back. Kinds that hide nothing are left as they are. Safe for many threads.
 *
 * <p>The handle of an opened record is the record as it is stored, with the storage's own handle in it.
 */
final class RecordCipher {

    private static final Log LOG = Log.of(RecordCipher.class);

    /** Unlike the place of any record. */
    private static final byte[] MESSAGE = "sojourn message".getBytes(StandardCharsets.US_ASCII);

    private final BodyCipher cipher;

    RecordCipher(EncryptionKeys keys, SecureRandom random) {
        this.cipher = new BodyCipher(keys, random);
    }

    /** Whether records of this kind are encrypted. */
    static boolean hides(RecordKey key) {
        return key.kind() == RecordKind.SESSION || hidesId(key);
    }

    /** Whether the ids of records of this kind tell names or addresses of people, and nobody has to list them. */
    private static boolean hidesId(RecordKey key) {
        return key.kind() == RecordKind.ATTEMPTS || key.kind() == RecordKind.DEVICES;
    }

    /** The key under which a record is stored. */
    RecordKey stored(RecordKey key) {
        return hidesId(key) ? new RecordKey(key.kind(), digest(Beside.purpose("sojourn id", key))) : key;
    }

    private String digest(byte[] purpose) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cipher.digest(purpose));
    }

    /** The record to be stored in the place of this one. */
    StoredRecord seal(StoredRecord record) {
        if (!hides(record.key())) {
            return record;
        }
        StoredRecord bare = bare(record);
        String hidden =
                record.fields() == null ? record.key().id() : record.fields().address();
        Bytes body = cipher.encrypt(
                SealedContentCodec.encode(new SealedContent(hidden, record.body())), place(bare), Beside.record(bare));
        StoredRecord sealed = with(bare, body);
        return record.change() == null
                ? sealed
                : sealed.withChange(record.change().withoutAddress());
    }

    /** The record that is to be replaced, as the storage knows it. */
    StoredRecord known(StoredRecord record) {
        if (!hides(record.key())) {
            return record;
        }
        return record.handle() instanceof StoredRecord asStored ? asStored : bare(record);
    }

    /** The record in a stored one; null, with a line in the log, where it cannot be read. */
    @Nullable
    StoredRecord open(StoredRecord stored) {
        if (!hides(stored.key())) {
            return stored;
        }
        try {
            return opened(stored);
        } catch (UnreadableRecordException unreadable) {
            LOG.say(Message.SEALED_RECORD_DROPPED, shortened(stored.key()), unreadable.getMessage());
            return null;
        }
    }

    /** Those that can be read, in their order. */
    List<StoredRecord> openAll(List<StoredRecord> stored) {
        List<StoredRecord> opened = new ArrayList<>();
        for (StoredRecord one : stored) {
            StoredRecord record = open(one);
            if (record != null) {
                opened.add(record);
            }
        }
        return opened;
    }

    private StoredRecord opened(StoredRecord stored) {
        boolean session = stored.key().kind() == RecordKind.SESSION;
        if (session && !BodyCipher.isEncrypted(stored.body())) {
            // from before encryption was switched on
            return stored.withHandle(stored);
        }
        SealedContent content =
                SealedContentCodec.decode(cipher.decrypt(stored.body(), place(stored), Beside.record(stored)));
        StoredRecord record = session
                ? StoredRecord.of(
                        stored.key(),
                        stored.version(),
                        stored.keepUntil(),
                        withAddress(stored.fields(), content.text()),
                        content.body())
                : StoredRecord.of(
                        new RecordKey(stored.key().kind(), String.valueOf(content.text())),
                        stored.version(),
                        stored.keepUntil(),
                        stored.fields(),
                        content.body());
        StoredRecord opened = record.withHandle(stored);
        return stored.change() == null ? opened : opened.withChange(stored.change());
    }

    /** The record as it is stored, but for the body. */
    private StoredRecord bare(StoredRecord record) {
        return StoredRecord.of(
                stored(record.key()),
                record.version(),
                record.keepUntil(),
                withAddress(record.fields(), null),
                Bytes.EMPTY);
    }

    private static StoredRecord with(StoredRecord record, Bytes body) {
        return StoredRecord.of(record.key(), record.version(), record.keepUntil(), record.fields(), body);
    }

    private static @Nullable IndexedFields withAddress(@Nullable IndexedFields fields, @Nullable String address) {
        return fields == null
                ? null
                : new IndexedFields(
                        fields.application(),
                        fields.principal(),
                        fields.namespace(),
                        fields.endReason(),
                        fields.createdAt(),
                        fields.lastActiveAt(),
                        fields.expiresAt(),
                        address);
    }

    /** A message between nodes, to be sent in the place of this one. */
    Bytes sealMessage(Bytes message) {
        return cipher.encrypt(message.toArray(), MESSAGE, MESSAGE);
    }

    /** What {@link #sealMessage} was given; throws {@link UnreadableRecordException} for anything else. */
    Bytes openMessage(Bytes sealed) {
        return Bytes.copyOf(cipher.decrypt(sealed, MESSAGE, MESSAGE));
    }

    private static byte[] place(StoredRecord stored) {
        return Beside.purpose("sojourn body", stored.key());
    }

    /** Enough to find it, too little to be of use, and nothing that could break a line of the log. */
    private static String shortened(RecordKey key) {
        return key.kind() + " " + Log.shortened(key.id());
    }
}
