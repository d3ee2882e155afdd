package dev.sojourn.store.memcached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sojourn.AttributeChanges;
import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.LoginAttempt;
import dev.sojourn.NewSession;
import dev.sojourn.Touch;
import dev.sojourn.engine.LoginPolicy;
import dev.sojourn.engine.SecureTokenSource;
import dev.sojourn.engine.SessionEngine;
import dev.sojourn.engine.StoreLoginLimiter;
import dev.sojourn.servers.MemcachedServer;
import dev.sojourn.servers.TcpProxy;
import dev.sojourn.store.Exchange;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.RecordWrite;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import dev.sojourn.support.JsonbMapper;
import dev.sojourn.support.LoginSteps;
import dev.sojourn.support.MutableClock;
import dev.sojourn.support.Policies;
import dev.sojourn.support.RecordedEvents;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operations cost in round trips, counted on the wire: the Memcached column of the budget. */
class MemcachedTripsIT {

    private static final int LIMIT = 5;

    private final MutableClock clock = MutableClock.startingNow();
    private TcpProxy proxy;
    private SessionStore store;
    private SessionEngine engine;

    @BeforeEach
    void open() {
        proxy = TcpProxy.to(MemcachedServer.shared().port());
        store = MemcachedOptionsBuilder.on(proxy.port()).poolSize(1).open(clock);
        engine = new SessionEngine(
                store,
                Policies.DEFAULT.limit(LIMIT).build(),
                clock,
                new SecureTokenSource(),
                new JsonbMapper(),
                new RecordedEvents());
    }

    @AfterEach
    void close() {
        store.close();
        proxy.close();
    }

    private long trips(Runnable work) {
        long before = proxy.trips();
        work.run();
        return proxy.trips() - before;
    }

    private IssuedSession login() {
        return engine.create(NewSession.of("alice"));
    }

    private void fillUp() {
        for (int i = 0; i < LIMIT; i++) {
            login();
            clock.advance(Duration.ofSeconds(1));
        }
    }

    @Test
    void validate_insideTheTouchInterval_isOneTrip() {
        IssuedSession issued = login();
        assertThat(trips(() -> engine.validate(issued.token().value()))).isEqualTo(1);
    }

    @Test
    void validate_withATouchDue_isTwoTrips() {
        IssuedSession issued = login();
        clock.advance(Duration.ofMinutes(2));
        assertThat(trips(() -> engine.validate(issued.token().value()))).isEqualTo(2);
    }

    @Test
    void login_withLimitAndEviction_isFourTrips_andTwoForItsAttempt() {
        fillUp();
        var limiter = new StoreLoginLimiter(
                store,
                new LoginPolicy(5, 20, Duration.ofMinutes(15), false, Duration.ofSeconds(20), Duration.ofDays(90)),
                clock,
                new SecureTokenSource());
        assertThat(trips(this::login)).isEqualTo(4);
        assertThat(trips(() -> limiter.attempt(LoginAttempt.of("alice", "192.0.2.1"))))
                .isEqualTo(2);
        assertThat(engine.sessionsOf("alice")).hasSize(LIMIT);
    }

    @Test
    void wholeLogin_isNineTrips_fromANewDeviceTen() {
        var logins = new LoginSteps(store, engine, clock);
        String[] known = {logins.signIn("alice")};
        assertThat(trips(() -> logins.signIn("alice", known))).isEqualTo(9);
        assertThat(trips(() -> logins.signIn("alice", "of somebody else"))).isEqualTo(10);
        assertThat(trips(() -> logins.signIn("alice"))).isEqualTo(10);
    }

    @Test
    void login_thatIsTheFirst_isThreeTrips() {
        assertThat(trips(this::login)).isEqualTo(3);
    }

    @Test
    void rotateChangeAndEnd_areTwoTripsEach() {
        IssuedSession issued = login();
        IssuedSession[] rotated = new IssuedSession[1];
        assertThat(trips(() -> rotated[0] = engine.rotate(issued.token()))).isEqualTo(2);
        assertThat(trips(() -> engine.update(
                        issued.session().key(), AttributeChanges.none().put("a", 1), Touch.NO)))
                .isEqualTo(2);
        assertThat(trips(() -> rotated[0] = engine.changeRoles(rotated[0].token(), Set.of("clerk"))))
                .isEqualTo(2);
        assertThat(trips(() -> engine.end(rotated[0].token(), EndReason.LOGOUT)))
                .isEqualTo(2);
    }

    @Test
    void listing_isTwoTrips_andEndingAll_four() {
        fillUp();
        assertThat(trips(() -> engine.sessionsOf("alice"))).isEqualTo(2);
        assertThat(trips(() -> engine.endAll("alice", EndReason.ADMIN))).isEqualTo(4);
        assertThat(engine.sessionsOf("alice")).isEmpty();
    }

    @Test
    void exchangeWithTwoServers_isOneTrip_asBothAreAskedAtOnce() throws Exception {
        try (MemcachedServer server = MemcachedServer.start();
                TcpProxy other = TcpProxy.to(server.port());
                SessionStore two = MemcachedOptionsBuilder.on(proxy.port(), other.port())
                        .prefix("trips:")
                        .open(clock)) {
            var ring = new Ring<>(Map.of("127.0.0.1:" + proxy.port(), proxy, "127.0.0.1:" + other.port(), other));
            StoredRecord written = recordOn(proxy, ring);
            StoredRecord read = recordOn(other, ring);
            assertThat(two.exchange(List.of(new RecordWrite.Create(read)), List.of())
                            .outcomes())
                    .containsExactly(WriteOutcome.WRITTEN);
            long before = other.trips();
            proxy.holdReplies();
            CompletableFuture<Exchange> done = CompletableFuture.supplyAsync(
                    () -> two.exchange(List.of(new RecordWrite.Create(written)), List.of(read.key(), written.key())));
            await().until(() -> other.trips() > before);
            assertThat(done).isNotDone();
            proxy.restore();
            assertThat(done.get(20, TimeUnit.SECONDS).loaded()).containsOnlyKeys(read.key(), written.key());
        }
    }

    private StoredRecord recordOn(TcpProxy server, Ring<TcpProxy> ring) {
        String id = IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "record-" + i)
                .filter(text -> ring.of(new KeyTexts("trips:").of(new RecordKey(RecordKind.SESSION, text))) == server)
                .findFirst()
                .orElseThrow();
        return RecordBuilder.session(id, clock.instant()).build();
    }
}
