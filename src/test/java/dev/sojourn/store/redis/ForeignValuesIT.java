package dev.sojourn.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.IssuedSession;
import dev.sojourn.NewSession;
import dev.sojourn.SessionSearch;
import dev.sojourn.Touch;
import dev.sojourn.Validation;
import dev.sojourn.engine.SecureTokenSource;
import dev.sojourn.engine.SessionEngine;
import dev.sojourn.servers.RedisServer;
import dev.sojourn.store.ExpiryIndex;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.RecordFilter;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.RecordPage;
import dev.sojourn.store.SearchIndex;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.support.JsonbMapper;
import dev.sojourn.support.MutableClock;
import dev.sojourn.support.Policies;
import dev.sojourn.support.RecordedEvents;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** What somebody else wrote under our keys. */
class ForeignValuesIT {

    private static final String LIST = "sojourn:~l";
    private static final String GROUP = "sojourn:~xp/shop\0";

    private final RedisServer server = RedisServer.shared();
    private final Jedis redis = new Jedis(server.host(), server.port());
    private final MutableClock clock = MutableClock.startingNow();
    private final SessionStore store = RedisStores.open(RedisTestOptions.of(server), clock);
    private final SessionEngine engine = new SessionEngine(
            store, Policies.DEFAULT.build(), clock, new SecureTokenSource(), new JsonbMapper(), new RecordedEvents());

    @AfterEach
    void close() {
        store.close();
        redis.close();
    }

    @Test
    void entriesWithScoresThatAreNotOurs_areLeftOutOfListings_andTakenOut() {
        IssuedSession issued = engine.create(NewSession.of("alice"));
        redis.zadd(LIST, 1.5, "stranger");
        redis.zadd(LIST, -1e300, "another");
        redis.zadd(LIST, Double.NEGATIVE_INFINITY, "and one more");
        redis.zadd(LIST, Double.POSITIVE_INFINITY, "the last");
        assertThat(engine.search(SessionSearch.ALL, null, 50).items())
                .extracting(session -> session.key())
                .containsExactly(issued.session().key());
        assertThat(redis.zcard(LIST)).isEqualTo(1);
        redis.zadd(LIST, 0.1, "stranger");
        assertThat(engine.count(SessionSearch.ALL.ofPrincipal("alice"))).isEqualTo(1);
        assertThat(redis.zcard(LIST)).isEqualTo(1);
    }

    @Test
    void entriesWithScoresThatAreNotOurs_areTakenOutByTheCleanup() {
        store.create(RecordBuilder.session("a", clock.instant()).build());
        redis.zadd(GROUP, 1.5, "stranger");
        redis.zadd(GROUP, -1.5, "another");
        ExpiryIndex expiry = store.capability(ExpiryIndex.class).orElseThrow();
        assertThat(expiry.expired(clock.instant(), 10)).isEmpty();
        assertThat(expiry.purge(clock.instant(), 10)).isZero();
        assertThat(redis.zcard(GROUP)).isEqualTo(1);
    }

    /** Strangers with values, which are nobody's records but not gone either: as many as a search looks at, before our only session. */
    @Test
    void manyEntriesThatAreNotOurs_endNoListing() {
        for (int i = 0; i < 1000; i++) {
            String stranger = i + "x".repeat(100);
            redis.zadd(LIST, -1e15 - i / 8.0, stranger);
            redis.set("sojourn:~s" + stranger, "not ours");
        }
        redis.zadd(LIST, -1e16, "");
        redis.set("sojourn:~s", "not ours");
        StoredRecord ours = RecordBuilder.session("a", clock.instant()).build();
        store.create(ours);
        SearchIndex search = store.capability(SearchIndex.class).orElseThrow();
        var anything = new RecordFilter(null, null, false, null, null, null, clock.instant());
        List<StoredRecord> found = new ArrayList<>();
        RecordPage page = search.search(anything, null, 50);
        assertThat(page.nextCursor()).isNotNull();
        while (page.nextCursor() != null) {
            found.addAll(page.records());
            page = search.search(anything, page.nextCursor(), 50);
        }
        found.addAll(page.records());
        assertThat(found).containsExactly(ours);
        assertThat(search.count(anything)).isEqualTo(1);
    }

    @Test
    void valueOfAnotherTypeInASessionsPlace_isInNoOtherSessionsWay() {
        IssuedSession other = engine.create(NewSession.of("alice"));
        IssuedSession gone = engine.create(NewSession.of("alice"));
        byte[] key = Layout.of("sojourn:", false)
                .recordKey(
                        new RecordKey(RecordKind.SESSION, gone.session().key().value()));
        redis.del(key);
        redis.lpush(key, Scores.text("not ours"));
        engine.accountChanged("alice");
        assertThat(engine.validate(other.token().value(), Touch.NO)).isNotInstanceOf(Validation.Live.class);
        assertThat(engine.validate(gone.token().value(), Touch.NO)).isNotInstanceOf(Validation.Live.class);
    }

    @Test
    void valueOfAnotherType_givesWayToACreateAndADelete() {
        StoredRecord record = RecordBuilder.session("a", clock.instant()).build();
        redis.lpush("sojourn:~sa\0", "not ours");
        assertThat(store.load(record.key())).isNull();
        assertThat(store.create(record)).isTrue();
        assertThat(store.load(record.key())).isEqualTo(record);
        redis.del("sojourn:~sa\0");
        redis.lpush("sojourn:~sa\0", "not ours");
        assertThat(store.delete(record.key())).isFalse();
        assertThat(redis.exists("sojourn:~sa\0")).isFalse();
    }
}
