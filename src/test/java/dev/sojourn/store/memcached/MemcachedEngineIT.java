package dev.sojourn.store.memcached;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.AttributeChanges;
import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.LoginAttempt;
import dev.sojourn.LoginLimiter;
import dev.sojourn.LoginPermit;
import dev.sojourn.NewSession;
import dev.sojourn.Session;
import dev.sojourn.Touch;
import dev.sojourn.Validation;
import dev.sojourn.engine.LoginPolicy;
import dev.sojourn.engine.SecureTokenSource;
import dev.sojourn.engine.SessionEngine;
import dev.sojourn.engine.StoreLoginLimiter;
import dev.sojourn.servers.MemcachedServer;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.SessionStore;
import dev.sojourn.support.JsonbMapper;
import dev.sojourn.support.MutableClock;
import dev.sojourn.support.Outcome;
import dev.sojourn.support.Policies;
import dev.sojourn.support.Race;
import dev.sojourn.support.RecordedEvents;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules of sessions on a real memcached, with two nodes. */
class MemcachedEngineIT {

    private final MutableClock clock = MutableClock.startingNow();
    private MemcachedServer server;
    private SessionStore store;
    private SessionStore otherStore;
    private SessionEngine node;
    private SessionEngine otherNode;

    @BeforeEach
    void open() {
        server = MemcachedServer.shared();
        MemcachedOptions options = MemcachedOptionsBuilder.on(server.port()).build();
        store = MemcachedStores.open(options, clock);
        otherStore = MemcachedStores.open(options, clock);
        node = engine(store);
        otherNode = engine(otherStore);
    }

    @AfterEach
    void close() {
        store.close();
        otherStore.close();
    }

    private SessionEngine engine(SessionStore on) {
        return new SessionEngine(
                on, Policies.DEFAULT.build(), clock, new SecureTokenSource(), new JsonbMapper(), new RecordedEvents());
    }

    private static boolean live(SessionEngine engine, IssuedSession issued) {
        return engine.validate(issued.token().value()) instanceof Validation.Live;
    }

    @Test
    void loginOnOneNode_isLiveOnTheOther_untilItsLogout() {
        IssuedSession issued = node.create(NewSession.of("alice"));
        assertThat(live(otherNode, issued)).isTrue();
        assertThat(otherNode.end(issued.token(), EndReason.LOGOUT)).isTrue();
        assertThat(live(node, issued)).isFalse();
        assertThat(node.find(issued.session().key()).orElseThrow().endReason()).isEqualTo(EndReason.LOGOUT);
    }

    @Test
    void anonymousSession_isChangedOnBothNodesAtOnce_andUpgraded() {
        IssuedSession visitor = node.create(NewSession.anonymous());
        Race.of(
                        16,
                        i -> () -> (i % 2 == 0 ? node : otherNode)
                                .update(
                                        visitor.session().key(),
                                        AttributeChanges.none().put("key-" + i, i),
                                        Touch.NO))
                .forEach(outcome -> assertThat(outcome.thrown()).isNull());
        Session changed = otherNode.find(visitor.session().key()).orElseThrow();
        assertThat(changed.attributes().names()).hasSize(16);

        IssuedSession upgraded = otherNode.upgrade(visitor.token(), NewSession.of("alice"));
        assertThat(live(node, upgraded)).isTrue();
        assertThat(node.sessionsOf("alice")).hasSize(1);
    }

    @Test
    void limit_holdsUnderLoginsOnBothNodes() {
        List<Outcome<IssuedSession>> logins =
                Race.of(24, i -> () -> (i % 2 == 0 ? node : otherNode).create(NewSession.of("alice")));
        assertThat(logins).allSatisfy(login -> assertThat(login.thrown()).isNull());
        assertThat(logins.stream().filter(login -> live(node, login.value()))).hasSize(5);
        assertThat(otherNode.sessionsOf("alice")).hasSize(5);
    }

    @Test
    void emptiedServer_knowsNobody_andServesAgainAtOnce() {
        IssuedSession issued = node.create(NewSession.of("alice"));
        server.flush();
        assertThat(node.validate(issued.token().value()))
                .isInstanceOfSatisfying(
                        Validation.NotLive.class,
                        notLive -> assertThat(notLive.reason()).isEqualTo("unknown"));
        assertThat(node.sessionsOf("alice")).isEmpty();
        assertThat(live(otherNode, node.create(NewSession.of("alice")))).isTrue();
    }

    @Test
    void lostIndex_isPutBackByTheNextTouch_andCountsAgain() {
        IssuedSession one = node.create(NewSession.of("alice"));
        IssuedSession two = node.create(NewSession.of("alice"));
        assertThat(store.delete(new RecordKey(RecordKind.PRINCIPAL, "alice"))).isTrue();
        assertThat(otherNode.sessionsOf("alice")).isEmpty();

        clock.advance(Duration.ofMinutes(2));
        assertThat(live(node, one)).isTrue();
        assertThat(live(otherNode, two)).isTrue();

        assertThat(node.sessionsOf("alice"))
                .extracting(Session::key)
                .containsExactlyInAnyOrder(one.session().key(), two.session().key());
        assertThat(otherNode.endAll("alice", EndReason.ADMIN)).isEqualTo(2);
        assertThat(live(node, one)).isFalse();
    }

    @Test
    void attemptsAtOnceOnTwoNodes_areCountedExactly() {
        LoginLimiter here = limiter(store);
        LoginLimiter there = limiter(otherStore);
        List<Outcome<LoginPermit>> permits = Race.of(64, i -> () -> {
            LoginLimiter node = i % 2 == 0 ? here : there;
            var guess = LoginAttempt.of("alice", i % 4 < 2 ? "192.0.2.1" : "192.0.2.2");
            LoginPermit permit = node.attempt(guess);
            if (permit instanceof LoginPermit.Allowed) {
                node.failed(guess);
            }
            return permit;
        });
        assertThat(permits).allSatisfy(permit -> assertThat(permit.thrown()).isNull());
        assertThat(permits.stream().filter(permit -> permit.value() instanceof LoginPermit.Allowed))
                .hasSize(5);

        here.succeeded(LoginAttempt.of("alice", "192.0.2.1"));
        assertThat(there.attempt(LoginAttempt.of("alice", "192.0.2.1"))).isInstanceOf(LoginPermit.Allowed.class);
        clock.advance(Duration.ofMinutes(15));
        assertThat(there.attempt(LoginAttempt.of("alice", "192.0.2.2"))).isEqualTo(new LoginPermit.Allowed(4));
    }

    private LoginLimiter limiter(SessionStore on) {
        return new StoreLoginLimiter(
                on,
                new LoginPolicy(5, 20, Duration.ofMinutes(15), false, Duration.ofSeconds(20), Duration.ofDays(90)),
                clock,
                new SecureTokenSource());
    }
}
