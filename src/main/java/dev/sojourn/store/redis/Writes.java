package dev.sojourn.store.redis;

import dev.sojourn.codec.ChangeCodec;
import dev.sojourn.store.Change;
import dev.sojourn.store.ChangeKind;
import dev.sojourn.store.IndexedFields;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.RecordWrite;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.Version;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes the calls of the scripts that write. Safe for many threads. */
final class Writes {

    /** Longer than clocks of nodes differ, and than it takes to read a record and write it again. */
    static final Duration SLACK = Duration.ofMinutes(1);

    private static final long FOR_EVER_MILLIS = Duration.ofDays(365_000).toMillis();
    private static final byte[] NONE = {};
    private static final byte[] NOTHING_THERE = {'C'};

    private final Layout layout;
    private final Clock clock;
    private final boolean indexed;
    private final boolean copies;

    /**
     * Of one store.
     *
     * @param copies whether each write leaves a copy in the outbox
     */
    Writes(Layout layout, Clock clock, boolean indexed, boolean copies) {
        this.layout = layout;
        this.clock = clock;
        this.indexed = indexed;
        this.copies = copies;
    }

    /** The same that leave copies in the outbox. */
    Writes withCopies() {
        return new Writes(layout, clock, indexed, true);
    }

    /**
     * A record to be written, and what must be there before.
     *
     * @param expected a letter and bytes, as the script wants it
     * @param before what was in its place, where that is known
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Intent(
            StoredRecord next, byte[] expected, @Nullable IndexedFields before) {

        /** What a write of the port wants. */
        static Intent of(RecordWrite write) {
            return write instanceof RecordWrite.Replace replace
                    ? new Intent(
                            write.next(),
                            version(replace.current().version()),
                            replace.current().fields())
                    : new Intent(write.next(), NOTHING_THERE, null);
        }

        /** The same in the place of this value, or of nothing. */
        Intent inPlaceOf(byte @Nullable [] value) {
            return new Intent(next, value == null ? NOTHING_THERE : tagged('X', value), before);
        }

        private static byte[] version(Version version) {
            return tagged('V', StoredValue.version(version));
        }

        private static byte[] tagged(char tag, byte[] bytes) {
            byte[] tagged = new byte[bytes.length + 1];
            tagged[0] = (byte) tag;
            System.arraycopy(bytes, 0, tagged, 1, bytes.length);
            return tagged;
        }
    }

    /** All of them or none, all of one bucket. */
    Command call(List<Intent> intents) {
        Instant now = clock.instant();
        List<byte[]> keys = new ArrayList<>();
        List<byte[]> rest = new ArrayList<>();
        int bucket = layout.bucket(EncodedId.encode(intents.get(0).next().key().id()));
        rest.add(layout.base(bucket));
        rest.add(Scores.text(Scores.millis(now)));
        rest.add(flag(false));
        rest.add(flag(copies));
        for (Intent intent : intents) {
            StoredRecord next = intent.next();
            keys.add(layout.recordKey(next.key()));
            rest.add(intent.expected());
            rest.add(StoredValue.version(next.version()));
            rest.add(StoredValue.encode(next, indexed));
            rest.add(keepFor(next, now));
            IndexedFields fields = indexed ? next.fields() : null;
            rest.add(fields == null ? NONE : EncodedId.encode(next.key().id()));
            rest.add(fields == null ? NONE : Scores.text(Scores.creation(fields)));
            rest.add(fields == null ? NONE : Scores.expiry(next, fields));
            rest.add(change(next.change()));
        }
        if (layout.buckets() > 1) {
            keys.addAll(sets(bucket, intents));
        }
        return Command.Call.of(Script.WRITE, keys, rest);
    }

    /** The other keys that the script touches, for a Cluster, which must know them while it moves the bucket. */
    private List<byte[]> sets(int bucket, List<Intent> intents) {
        Set<byte[]> sets = new TreeSet<>(Arrays::compareUnsigned);
        for (Intent intent : intents) {
            for (IndexedFields fields : Arrays.asList(intent.next().fields(), intent.before())) {
                if (indexed && fields != null) {
                    sets.add(layout.indexKey(bucket, 'l'));
                    sets.add(layout.indexKey(bucket, 'g'));
                    sets.add(layout.indexKey(bucket, 'x', StoredValue.group(fields)));
                    byte[] namespace = StoredValue.activeNamespace(fields);
                    if (namespace.length > 0) {
                        sets.add(layout.indexKey(bucket, 'n', namespace));
                    }
                }
            }
        }
        if (copies) {
            sets.add(layout.indexKey(bucket, 'o'));
            sets.add(layout.indexKey(bucket, 'c'));
        }
        return List.copyOf(sets);
    }

    Command deletion(RecordKey key) {
        byte[] id = EncodedId.encode(key.id());
        int bucket = layout.bucket(id);
        byte[] member = indexed && key.kind() == RecordKind.SESSION ? id : NONE;
        return Command.Call.of(
                Script.DELETE, List.of(layout.recordKey(bucket, key.kind(), id)), List.of(layout.base(bucket), member));
    }

    /** By the server's clock, so that it does not matter what that says. */
    private static byte[] keepFor(StoredRecord next, Instant now) {
        if (next.keepUntil().equals(Instant.MAX)) {
            return NONE;
        }
        long left = Scores.millis(next.keepUntil()) - Scores.millis(now) + SLACK.toMillis();
        return left > FOR_EVER_MILLIS ? NONE : Scores.text(Math.max(1, left));
    }

    private static byte[] change(@Nullable Change change) {
        if (change == null) {
            return NONE;
        }
        var out = new ByteArrayOutputStream();
        out.write(change.kind() == ChangeKind.TOUCHED ? 'T' : 'C');
        out.writeBytes(ChangeCodec.encode(change));
        return out.toByteArray();
    }

    private static byte[] flag(boolean value) {
        return new byte[] {(byte) (value ? '1' : '0')};
    }
}
