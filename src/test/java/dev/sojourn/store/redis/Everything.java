package dev.sojourn.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.store.Bytes;
import dev.sojourn.store.EventChannel;
import dev.sojourn.store.ExpiryIndex;
import dev.sojourn.store.Incarnation;
import dev.sojourn.store.NamespaceIndex;
import dev.sojourn.store.Outbox;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.RecordFilter;
import dev.sojourn.store.SearchIndex;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** A use of every script and every command. */
final class Everything {

    private Everything() {}

    /** Does it, in an empty store. */
    static void isDone(SessionStore store) {
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
        StoredRecord record = RecordBuilder.session("a", now).namespace("red").build();
        SessionStore recording = store.capability(Outbox.class).orElseThrow().recording();
        assertThat(recording.create(record)).isTrue();
        store.replace(record, RecordBuilder.session("a", now).version(2, 1).build());
        store.create(RecordBuilder.session("b", now)
                .namespace("red")
                .keepUntil(Instant.MAX)
                .build());
        SearchIndex search = store.capability(SearchIndex.class).orElseThrow();
        var anything = new RecordFilter(null, null, false, null, null, null, now);
        assertThat(search.search(anything, null, 10).records()).hasSize(2);
        assertThat(search.count(anything)).isEqualTo(2);
        assertThat(store.capability(NamespaceIndex.class).orElseThrow().activeIn("red", null, 9))
                .hasSize(1);
        ExpiryIndex expiry = store.capability(ExpiryIndex.class).orElseThrow();
        assertThat(expiry.expired(now, 9)).isEmpty();
        assertThat(expiry.purge(now, 9)).isZero();
        Outbox outbox = store.capability(Outbox.class).orElseThrow();
        outbox.delivered(outbox.undelivered(9));
        assertThat(outbox.waiting()).isZero();
        assertThat(store.capability(Incarnation.class).orElseThrow().incarnation())
                .isNotBlank();
        isHeard(store.capability(EventChannel.class).orElseThrow());
        assertThat(store.delete(record.key())).isTrue();
        store.ping();
    }

    private static void isHeard(EventChannel channel) {
        Bytes message = Bytes.copyOf(new byte[] {1});
        List<Bytes> heard = new ArrayList<>();
        EventChannel.Listening listening = channel.listening();
        listening.receive(() -> channel.send(List.of(message)), next -> {
            heard.add(next);
            listening.close();
        });
        assertThat(heard).containsExactly(message);
    }
}
