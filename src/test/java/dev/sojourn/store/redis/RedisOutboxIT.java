package dev.sojourn.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.servers.RedisServer;
import dev.sojourn.store.Change;
import dev.sojourn.store.ChangeKind;
import dev.sojourn.store.Incarnation;
import dev.sojourn.store.Outbox;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.support.CapturedLog;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The outbox on one server. */
class RedisOutboxIT extends OutboxContract {

    @Override
    SessionStore open(Clock clock) {
        return RedisStores.open(RedisTestOptions.of(RedisServer.shared()), clock);
    }

    @Override
    void empty() {
        RedisServer.shared();
    }

    @Test
    void copies_that_cannot_be_read_are_put_aside_and_the_others_are_found() {
        RedisServer server = RedisServer.shared();
        try (SessionStore store = open(Clock.systemUTC())) {
            Outbox outbox = store.capability(Outbox.class).orElseThrow();
            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            for (int i = 0; i < 5; i++) {
                outbox.recording()
                        .create(RecordBuilder.session("unreadable-" + i, now).build());
            }
            server.command(
                    "EVAL",
                    "for _, f in ipairs(redis.call('HKEYS', KEYS[1])) do redis.call('HSET', KEYS[1], f, '?') end",
                    "1",
                    "sojourn:~c");
            StoredRecord readable = RecordBuilder.session("readable", now).build();
            outbox.recording().create(readable);

            assertThat(outbox.undelivered(2)).containsExactly(readable);
            assertThat(outbox.waiting()).isEqualTo(1);
            assertThat(server.command("HLEN", "sojourn:~u")).isEqualTo("5");
        }
    }

    @Test
    void copies_of_a_later_release_are_delivered_without_their_change_and_wait_for_one_that_knows_it() {
        RedisServer server = RedisServer.shared();
        try (var log = new CapturedLog(RedisOutbox.class.getPackageName());
                SessionStore store = open(Clock.systemUTC())) {
            Outbox outbox = store.capability(Outbox.class).orElseThrow();
            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            List<StoredRecord> ofALaterRelease = created(outbox, "later-", 5, now);
            LaterRelease.wrote(server);
            List<StoredRecord> others = created(outbox, "own-", 2, now);

            List<StoredRecord> first = outbox.undelivered(3);
            assertThat(first).isEqualTo(ofALaterRelease.subList(0, 3)).allMatch(copy -> copy.change() == null);
            outbox.delivered(first);
            List<StoredRecord> then = outbox.undelivered(10);
            assertThat(then)
                    .hasSize(4)
                    .containsAll(ofALaterRelease.subList(3, 5))
                    .containsAll(others);
            outbox.delivered(then);

            assertThat(outbox.undelivered(10)).isEmpty();
            assertThat(outbox.waiting()).isEqualTo(5);
            assertThat(server.command("EXISTS", "sojourn:~u")).isEqualTo("0");
            assertThat(log.warnings()).singleElement().asString().contains("later release");

            LaterRelease.isThisOne(server);
            List<StoredRecord> known = outbox.undelivered(10);
            assertThat(known).isEqualTo(ofALaterRelease).allMatch(copy -> copy.change() != null);
            outbox.delivered(known);
            assertThat(outbox.waiting()).isZero();
            assertThat(server.command("HLEN", "sojourn:~c")).isEqualTo("0");
        }
    }

    @Test
    void copy_that_waits_for_a_later_release_is_taken_out_by_its_writer() {
        RedisServer server = RedisServer.shared();
        try (SessionStore store = open(Clock.systemUTC())) {
            Outbox outbox = store.capability(Outbox.class).orElseThrow();
            List<StoredRecord> written = created(outbox, "later-", 1, Instant.now());
            LaterRelease.wrote(server);
            List<StoredRecord> read = outbox.undelivered(10);
            outbox.delivered(read);

            outbox.delivered(written);
            assertThat(outbox.waiting()).isZero();

            // somebody else had read it before
            outbox.delivered(read);
            assertThat(outbox.waiting()).isZero();
            assertThat(server.command("HLEN", "sojourn:~c")).isEqualTo("0");
        }
    }

    private static List<StoredRecord> created(Outbox outbox, String name, int count, Instant now) {
        List<StoredRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StoredRecord record =
                    RecordBuilder.session(name + i, now).build().withChange(new Change(ChangeKind.CREATED, now, null));
            assertThat(outbox.recording().create(record)).isTrue();
            records.add(record);
        }
        return records;
    }

    @Test
    void incarnation_changes_with_a_restart() {
        try (RedisServer server = RedisServer.with().durable().start();
                SessionStore store = RedisStores.open(RedisTestOptions.of(server), Clock.systemUTC())) {
            Incarnation incarnation = store.capability(Incarnation.class).orElseThrow();
            String first = incarnation.incarnation();
            server.restart();
            assertThat(incarnation.incarnation()).isNotEqualTo(first);
        }
    }
}
