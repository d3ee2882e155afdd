package dev.sojourn.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.NewSession;
import dev.sojourn.support.EngineFixture;
import dev.sojourn.support.Policies;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Several applications on one storage, and single sign-on between some. */
class TrustTest extends RuleTest {

    private final SessionEngine stranger = fixture.engine(Policies.DEFAULT.of("/stranger"));
    private final SessionEngine friend = fixture.engine(Policies.DEFAULT.of("/friend", "/shop"));

    private static String word(SessionEngine engine, IssuedSession issued) {
        return EngineFixture.word(engine.validate(issued.token().value()));
    }

    @Test
    void sessionOfAnApplicationThatIsNotTrusted_isUnknown() {
        IssuedSession alice = fixture.login("alice");
        assertThat(word(stranger, alice)).isEqualTo("unknown");
        assertNotLive("unknown", () -> stranger.rotate(alice.token()));
        assertThat(stranger.end(alice.token(), EndReason.LOGOUT)).isFalse();
        assertThat(fixture.word(alice)).isEqualTo("live");
    }

    @Test
    void sessionOfATrustedApplication_isAcceptedTouchedAndEnded() {
        IssuedSession alice = fixture.login("alice");
        fixture.pass(Duration.ofMinutes(20));
        assertThat(word(friend, alice)).isEqualTo("live");
        fixture.pass(Duration.ofMinutes(20));
        assertThat(fixture.use(alice).session().application()).isEqualTo("/shop");
        assertThat(friend.end(alice.token(), EndReason.LOGOUT)).isTrue();
        assertThat(fixture.word(alice)).isEqualTo("logout");
    }

    @Test
    void trust_isNotMutual() {
        IssuedSession friends = friend.create(NewSession.of("alice"));
        assertThat(fixture.word(friends)).isEqualTo("unknown");
    }

    @Test
    void endedSessionOfAStranger_isUnknownTooAndNotTold() {
        IssuedSession alice = fixture.login("alice");
        engine().end(alice.token(), EndReason.ADMIN);
        assertThat(word(stranger, alice)).isEqualTo("unknown");
        assertThat(word(friend, alice)).isEqualTo("admin");
    }

    @Test
    void groupCalls_reachThisAndTrustedApplicationsOnly() {
        IssuedSession shop = fixture.login("alice");
        IssuedSession strangers = stranger.create(NewSession.of("alice"));
        IssuedSession friends = friend.create(NewSession.of("alice"));
        assertThat(stranger.accountChanged("alice")).isEqualTo(1);
        assertThat(fixture.word(shop)).isEqualTo("live");
        assertThat(word(stranger, strangers)).isEqualTo("account");
        assertThat(friend.sessionsOf("alice")).hasSize(2);
        assertThat(engine().sessionsOf("alice")).hasSize(1);
        assertThat(friend.endAll("alice", EndReason.ADMIN)).isEqualTo(2);
        assertThat(fixture.word(shop)).isEqualTo("admin");
        assertThat(word(friend, friends)).isEqualTo("admin");
    }

    @Test
    void namespaces_endThisAndTrustedApplicationsSessionsOnly() {
        IssuedSession shop = engine().create(NewSession.of("alice").namespace("n"));
        IssuedSession strangers = stranger.create(NewSession.of("alice").namespace("n"));
        assertThat(friend.endNamespace("n")).isEqualTo(1);
        assertThat(fixture.word(shop)).isEqualTo("namespace");
        assertThat(word(stranger, strangers)).isEqualTo("live");
    }
}
