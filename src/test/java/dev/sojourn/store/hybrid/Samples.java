package dev.sojourn.store.hybrid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.EndReason;
import dev.sojourn.store.Bytes;
import dev.sojourn.store.Change;
import dev.sojourn.store.ChangeKind;
import dev.sojourn.store.IndexedFields;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Records as the engine would write them, each with its change. */
final class Samples {

    private Samples() {}

    /** A session that was created now. */
    static StoredRecord created(SessionStore node, Clock clock) {
        StoredRecord record = live(clock);
        assertThat(node.create(record)).isTrue();
        return record;
    }

    static List<StoredRecord> created(SessionStore node, int count, Clock clock) {
        return Stream.generate(() -> created(node, clock)).limit(count).toList();
    }

    static StoredRecord live(Clock clock) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return RecordBuilder.session(UUID.randomUUID().toString(), now)
                .version(1, nonce())
                .build()
                .withChange(new Change(ChangeKind.CREATED, now, null));
    }

    static StoredRecord touched(StoredRecord current) {
        return next(current, ChangeKind.TOUCHED, null, text(current));
    }

    static StoredRecord changed(StoredRecord current) {
        return changed(current, "x");
    }

    /** With a further word in its body. */
    static StoredRecord changed(StoredRecord current, String word) {
        return next(current, ChangeKind.CHANGED, null, text(current) + " " + word);
    }

    static StoredRecord ended(StoredRecord current) {
        return next(current, ChangeKind.ENDED, EndReason.LOGOUT, text(current));
    }

    static String text(StoredRecord record) {
        return new String(record.body().toArray(), StandardCharsets.UTF_8);
    }

    private static StoredRecord next(StoredRecord current, ChangeKind kind, @Nullable EndReason reason, String text) {
        IndexedFields fields = Objects.requireNonNull(current.fields());
        // the later, the more it was touched
        Instant active = fields.lastActiveAt().plusMillis(1);
        IndexedFields next = new IndexedFields(
                fields.application(),
                fields.principal(),
                fields.namespace(),
                reason,
                fields.createdAt(),
                active,
                fields.expiresAt().plusMillis(1),
                fields.address());
        return StoredRecord.of(
                        current.key(),
                        current.version().next(nonce()),
                        current.keepUntil(),
                        next,
                        Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8)))
                .withChange(new Change(kind, active, null));
    }

    private static long nonce() {
        return ThreadLocalRandom.current().nextLong();
    }
}
