package dev.sojourn.store.hybrid;

import dev.sojourn.store.AtomicWrites;
import dev.sojourn.store.Bytes;
import dev.sojourn.store.Incarnation;
import dev.sojourn.store.Outbox;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.RecordWrite;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.Version;
import dev.sojourn.store.WriteOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The front as the hybrid uses it: ids of sessions and principals carry the tag of a generation, and writes of theirs leave copies where
 * the front has an outbox. Safe for many threads.
 */
final class Front {

    private static final RecordKey PROBE = new RecordKey(RecordKind.LEASE, "hybrid-probe");

    /** So many names that each of a front's servers has some; a sign of life may be one server's only. */
    private static final List<RecordKey> ON_ALL_SERVERS = IntStream.range(0, 200)
            .mapToObj(number -> new RecordKey(RecordKind.LEASE, "hybrid-probe-" + number))
            .toList();

    private final SessionStore plain;
    private final SessionStore recording;
    private final @Nullable Outbox outbox;
    private final @Nullable Incarnation incarnation;

    Front(SessionStore store) {
        this.plain = store;
        this.outbox = store.capability(Outbox.class).orElse(null);
        this.recording = outbox == null ? store : outbox.recording();
        this.incarnation = store.capability(Incarnation.class).orElse(null);
    }

    /** The key in the front. */
    static RecordKey key(String tag, RecordKey key) {
        return Terms.isMirrored(key.kind()) ? new RecordKey(key.kind(), tag + key.id()) : key;
    }

    /** The key of a record of the front, whatever its generation. */
    static RecordKey untagged(RecordKey key) {
        return Terms.isMirrored(key.kind())
                ? new RecordKey(key.kind(), key.id().substring(key.id().indexOf(':') + 1))
                : key;
    }

    /** Itself, for what leaves no copies. */
    SessionStore plain() {
        return plain;
    }

    /** Where copies are kept; empty when only this node's memory has them. */
    Optional<Outbox> outbox() {
        return Optional.ofNullable(outbox);
    }

    boolean isAtomic() {
        return recording.capability(AtomicWrites.class).isPresent();
    }

    /** Another text when the front may have lost something; always the same for one that cannot tell. */
    String incarnation() {
        if (incarnation == null) {
            plain.ping();
            return "";
        }
        return incarnation.incarnation();
    }

    /** Asks all of its servers, and writes and removes a record: a front may answer and yet refuse writes. */
    void probe(long nonce, Instant until) {
        Map<RecordKey, StoredRecord> unusedAnswer = plain.loadAll(ON_ALL_SERVERS);
        boolean unused = plain.create(StoredRecord.of(PROBE, new Version(1, nonce), until, null, Bytes.EMPTY));
        unused = plain.delete(PROBE);
    }

    /** Tells nodes that cannot reach the database what holds. */
    void mark(Control control) {
        RecordKey key = mark(control.era());
        Version version = control.stored().version();
        StoredRecord there = plain.load(key);
        if (there != null && there.version().number() >= version.number()) {
            return;
        }
        var mark = StoredRecord.of(key, version, Instant.MAX, null, Bytes.EMPTY);
        RecordWrite write = there == null ? new RecordWrite.Create(mark) : new RecordWrite.Replace(there, mark);
        WriteOutcome unused = write.applyTo(plain);
    }

    /** Whether this still holds, as far as another node has told here. */
    boolean isMarked(Control control) {
        StoredRecord there = plain.load(mark(control.era()));
        return there != null && there.version().equals(control.stored().version());
    }

    private static RecordKey mark(String era) {
        return new RecordKey(RecordKind.LEASE, "hybrid-control:" + era);
    }

    /** The record as the engine sees it, or a grave, or null. */
    @Nullable
    StoredRecord load(String tag, RecordKey key) {
        StoredRecord record = plain.load(key(tag, key));
        return record == null ? null : Seen.inFront(record, key, tag);
    }

    /** Those that are there, as the engine sees them, graves included. */
    Map<RecordKey, StoredRecord> loadAll(String tag, Collection<RecordKey> keys) {
        List<RecordKey> tagged = keys.stream().map(key -> key(tag, key)).toList();
        Map<RecordKey, StoredRecord> found = new HashMap<>();
        plain.loadAll(tagged).forEach((frontKey, record) -> {
            RecordKey key = untagged(frontKey);
            found.put(key, Seen.inFront(record, key, tag));
        });
        return found;
    }

    /** The record as it is stored, under its key in the front. */
    @Nullable
    StoredRecord raw(String tag, RecordKey key) {
        return plain.load(key(tag, key));
    }

    /** Puts records of the database where there is nothing; answers which were put. */
    List<StoredRecord> fill(String tag, List<StoredRecord> records) {
        List<RecordWrite> creates = new ArrayList<>();
        for (StoredRecord record : records) {
            creates.add(new RecordWrite.Create(Terms.withoutChange(record, key(tag, record.key()), record.version())));
        }
        List<WriteOutcome> outcomes = creates.size() == 1
                ? List.of(creates.get(0).applyTo(plain))
                : plain.exchange(creates, List.of()).outcomes();
        List<StoredRecord> filled = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            if (outcomes.get(i) == WriteOutcome.WRITTEN) {
                filled.add(records.get(i));
            }
        }
        return filled;
    }

    /** Does writes that leave copies. */
    List<WriteOutcome> write(List<Planned> writes, boolean atomic, String tag) {
        List<RecordWrite> inFront =
                writes.stream().map(write -> write.inFront(tag)).toList();
        SessionStore target = writes.stream().anyMatch(Planned::isMirrored) ? recording : plain;
        if (inFront.size() == 1) {
            return List.of(inFront.get(0).applyTo(target));
        }
        if (!atomic) {
            return target.exchange(inFront, List.of()).outcomes();
        }
        boolean done = target.capability(AtomicWrites.class).orElseThrow().writeAll(inFront);
        return inFront.stream()
                .map(write -> done ? WriteOutcome.WRITTEN : WriteOutcome.CONFLICT)
                .toList();
    }
}
