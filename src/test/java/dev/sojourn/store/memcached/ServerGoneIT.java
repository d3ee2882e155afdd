package dev.sojourn.store.memcached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.NewSession;
import dev.sojourn.StorageException;
import dev.sojourn.StorageUnavailableException;
import dev.sojourn.Touch;
import dev.sojourn.Validation;
import dev.sojourn.engine.SecureTokenSource;
import dev.sojourn.engine.SessionEngine;
import dev.sojourn.servers.MemcachedServer;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.RecordWrite;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.support.JsonbMapper;
import dev.sojourn.support.MutableClock;
import dev.sojourn.support.Policies;
import dev.sojourn.support.RecordedEvents;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two servers of which one goes: its keys are unavailable, never elsewhere, and the other one's go on. */
class ServerGoneIT {

    private static final String PREFIX = "gone:";

    /** Within which a store works again by itself once its server is back, and as much again for a busy machine. */
    private static final Duration RECOVERY = Duration.ofSeconds(2 + 2);

    private final MutableClock clock = MutableClock.startingNow();
    private MemcachedServer one;
    private MemcachedServer two;
    private Ring<MemcachedServer> ring;
    private SessionStore store;
    private SessionStore otherNode;
    private SessionEngine engine;
    private SessionEngine otherEngine;

    @BeforeEach
    void start() {
        one = MemcachedServer.start();
        two = MemcachedServer.start();
        ring = new Ring<>(Map.of("127.0.0.1:" + one.port(), one, "127.0.0.1:" + two.port(), two));
        store = open();
        otherNode = open();
        engine = engine(store);
        otherEngine = engine(otherNode);
    }

    @AfterEach
    void stop() {
        store.close();
        otherNode.close();
        one.close();
        two.close();
    }

    private SessionStore open() {
        return MemcachedOptionsBuilder.on(one.port(), two.port())
                .prefix(PREFIX)
                .timeout(Duration.ofMillis(500))
                .open(clock);
    }

    private SessionEngine engine(SessionStore on) {
        return new SessionEngine(
                on, Policies.DEFAULT.build(), clock, new SecureTokenSource(), new JsonbMapper(), new RecordedEvents());
    }

    private MemcachedServer serverOf(RecordKind kind, String id) {
        return ring.of(new KeyTexts(PREFIX).of(new RecordKey(kind, id)));
    }

    /** Anonymous, so that only its own record counts. */
    private IssuedSession sessionOn(MemcachedServer server) {
        while (true) {
            IssuedSession issued = engine.create(NewSession.anonymous());
            if (serverOf(RecordKind.SESSION, issued.session().key().value()) == server) {
                return issued;
            }
        }
    }

    private StoredRecord recordOn(MemcachedServer server) {
        String id = IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "record-" + i)
                .filter(text -> serverOf(RecordKind.SESSION, text) == server)
                .findFirst()
                .orElseThrow();
        return RecordBuilder.session(id, clock.instant()).build();
    }

    private static ConditionFactory back() {
        return await().pollInterval(Duration.ofMillis(20)).atMost(RECOVERY);
    }

    private static int items(MemcachedServer server) {
        return Integer.parseInt(server.statistics().get("curr_items"));
    }

    /** What a node says of a token: the answer as a word, or that it cannot tell. */
    private static String word(SessionEngine node, IssuedSession issued) {
        try {
            return node.validate(issued.token().value(), Touch.NO) instanceof Validation.NotLive not
                    ? not.reason()
                    : "live";
        } catch (StorageException unavailable) {
            return "unavailable";
        }
    }

    @Test
    void sessionLoggedOutWhileItsServerIsGone_isNeverLiveAgain() {
        IssuedSession issued = sessionOn(one);
        IssuedSession other = sessionOn(two);
        one.kill();

        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> engine.end(issued.token(), EndReason.LOGOUT))
                    .isInstanceOf(StorageException.class);
            assertThat(word(engine, issued)).isEqualTo("unavailable");
            assertThat(word(otherEngine, issued)).isEqualTo("unavailable");
            assertThat(word(engine, other)).isEqualTo("live");
        }

        one.restart();
        back().until(() -> {
            String here = word(engine, issued);
            String there = word(otherEngine, issued);
            assertThat(List.of(here, there)).doesNotContain("live");
            return here.equals("unknown") && there.equals("unknown");
        });
        assertThat(word(engine, other)).isEqualTo("live");
    }

    @Test
    void sessionLoggedOutBeforeItsServerGoes_isNeverLiveAgain() {
        IssuedSession issued = sessionOn(one);
        assertThat(engine.end(issued.token(), EndReason.LOGOUT)).isTrue();
        one.kill();
        assertThat(word(otherEngine, issued)).isEqualTo("unavailable");
        one.restart();
        back().until(() -> {
            String word = word(otherEngine, issued);
            assertThat(word).isNotEqualTo("live");
            return word.equals("unknown");
        });
    }

    /** The trap of clients that hand a lost server's keys to the others: the old value is there when they come back. */
    @Test
    void keyOfAServerThatIsOnlyUnreachable_isNotWrittenElsewhere() {
        StoredRecord record = recordOn(one);
        assertThat(store.create(record)).isTrue();
        int elsewhere = items(two);
        one.freeze();
        try {
            StoredRecord fresh = RecordBuilder.session(record.key().id(), clock.instant())
                    .version(1, 99)
                    .build();
            for (int i = 0; i < 10; i++) {
                assertThatThrownBy(() -> store.create(fresh)).isInstanceOf(StorageException.class);
                assertThatThrownBy(() -> otherNode.load(record.key())).isInstanceOf(StorageException.class);
            }
            assertThat(items(two)).isEqualTo(elsewhere);
        } finally {
            one.resume();
        }
        back().ignoreExceptionsInstanceOf(StorageException.class)
                .untilAsserted(() -> assertThat(store.load(record.key())).isEqualTo(record));
    }

    @Test
    void storeOpenedWhileAServerIsGone_knowsItsKeysAllTheSame() {
        StoredRecord here = recordOn(one);
        StoredRecord there = recordOn(two);
        one.kill();
        try (SessionStore late = open()) {
            assertThatThrownBy(() -> late.create(here)).isInstanceOf(StorageUnavailableException.class);
            assertThat(late.create(there)).isTrue();
            one.restart();
            back().ignoreExceptionsInstanceOf(StorageException.class).until(() -> late.create(here));
            assertThat(items(one)).isEqualTo(1);
        }
    }

    @Test
    void deadServer_takesNoCallOfTheOthersDown() {
        StoredRecord here = recordOn(one);
        StoredRecord there = recordOn(two);
        store.create(there);
        one.kill();
        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> store.load(here.key())).isInstanceOf(StorageException.class);
            assertThat(store.load(there.key())).isEqualTo(there);
        }
        assertThatThrownBy(() -> store.loadAll(List.of(here.key(), there.key())))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("127.0.0.1:" + one.port());
    }

    @Test
    void storeOfWhichOneServerIsGone_isReady_andNotWhenAllAre() {
        one.kill();
        assertThatThrownBy(() -> store.load(recordOn(one).key())).isInstanceOf(StorageException.class);
        store.ping();
        two.kill();
        back().untilAsserted(
                        () -> assertThatThrownBy(() -> store.ping()).isInstanceOf(StorageUnavailableException.class));
        two.restart();
        back().until(() -> catchThrowable(() -> store.ping()) == null);
    }

    @Test
    void exchangeWithBoth_doesItsPartOnTheOneThatIsThere() {
        StoredRecord here = recordOn(one);
        StoredRecord there = recordOn(two);
        one.kill();
        assertThatThrownBy(() ->
                        store.exchange(List.of(new RecordWrite.Create(here), new RecordWrite.Create(there)), List.of()))
                .isInstanceOf(StorageException.class);
        assertThat(store.load(there.key())).isEqualTo(there);
    }
}
