package dev.sojourn.cookie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.sojourn.AccountChangedException;
import dev.sojourn.AddressPrivacy;
import dev.sojourn.AttributeChanges;
import dev.sojourn.ClientDetails;
import dev.sojourn.Device;
import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.NewSession;
import dev.sojourn.NotSupportedException;
import dev.sojourn.SessionTooLargeException;
import dev.sojourn.Touch;
import dev.sojourn.Validation;
import dev.sojourn.engine.HijackPolicy;
import dev.sojourn.engine.HijackPolicy.Reaction;
import dev.sojourn.event.SessionEvent.AddressChanged;
import dev.sojourn.event.SessionEvent.AgentChanged;
import dev.sojourn.event.SessionEvent.Created;
import dev.sojourn.support.Policies;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A session in a cookie that another client uses, what is kept of addresses, and forgetting whose they were. */
class CookieHijackTest {

    private static final String HOME = "192.0.2.1";
    private static final String AWAY = "198.51.100.7";
    private static final String AGENT = "Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0.0.0";
    private static final Policies ENDING =
            Policies.DEFAULT.hijack(new HijackPolicy(Reaction.END, 32, 128, Reaction.END));

    private static ClientDetails client(String address, String agent) {
        return new ClientDetails(address, agent, Device.UNKNOWN);
    }

    private static ClientDetails from(String address) {
        return client(address, AGENT);
    }

    private static IssuedSession login(CookieSessions sessions) {
        return sessions.create(NewSession.of("alice").client(from(HOME)));
    }

    /** As a browser: answers the cookie that it has after the request. */
    private static String use(CookieSessions sessions, String cookie, ClientDetails client) {
        Validation answer = sessions.validate(cookie, Touch.NO, client);
        assertThat(CookieFixture.word(answer)).isEqualTo("live");
        return ((Validation.Live) answer)
                .successor()
                .map(token -> token.value())
                .orElse(cookie);
    }

    private static String word(CookieSessions sessions, IssuedSession session, ClientDetails client) {
        return CookieFixture.word(sessions.validate(session.token().value(), Touch.NO, client));
    }

    @Test
    void sameClient_needsNoNewCookieAndTellsNothing() {
        try (var fixture = CookieFixture.kept(Policies.DEFAULT)) {
            String cookie = login(fixture.sessions()).token().value();
            assertThat(use(fixture.sessions(), cookie, from(HOME))).isEqualTo(cookie);
            assertThat(use(fixture.sessions(), cookie, ClientDetails.UNKNOWN)).isEqualTo(cookie);
            assertThat(fixture.events().of(AddressChanged.class)).isEmpty();
            assertThat(fixture.events().of(AgentChanged.class)).isEmpty();
        }
    }

    @Test
    void otherClient_isToldOnceForEachNewValueThatTheCookieCarries() {
        try (var fixture = CookieFixture.kept(Policies.DEFAULT)) {
            String cookie = login(fixture.sessions()).token().value();
            for (String address : List.of(AWAY, HOME, AWAY, "203.0.113.9", AWAY)) {
                cookie = use(fixture.sessions(), cookie, client(address, "curl/8"));
            }
            assertThat(fixture.events().of(AddressChanged.class))
                    .extracting(AddressChanged::before, AddressChanged::ipAddress)
                    .containsExactly(tuple(HOME, AWAY), tuple(HOME, "203.0.113.9"));
            assertThat(fixture.events().of(AgentChanged.class))
                    .extracting(AgentChanged::userAgent)
                    .containsExactly("curl/8");
        }
    }

    @Test
    void copyThatKeepsTheOldCookie_isToldAtEachUse() {
        try (var fixture = CookieFixture.kept(Policies.DEFAULT)) {
            String cookie = login(fixture.sessions()).token().value();
            use(fixture.sessions(), cookie, from(AWAY));
            use(fixture.sessions(), cookie, from(AWAY));
            assertThat(fixture.events().of(AddressChanged.class)).hasSize(2);
        }
    }

    @Test
    void whatWasSeen_givesWayToAttributes() {
        try (var fixture = CookieFixture.kept(Policies.DEFAULT)) {
            IssuedSession alice = login(fixture.sessions());
            String full = fullest(fixture.sessions(), alice).token().value();
            String later = full;
            for (int i = 0; i < 20; i++) {
                later = use(fixture.sessions(), later, from("198.51.100." + i));
                assertThat(CookieFixture.COOKIE.length() + later.length()).isLessThanOrEqualTo(Cookies.MOST);
            }
            fixture.pass(Duration.ofMinutes(5));
            assertThat(fixture.sessions().validate(later, Touch.YES, from("203.0.113.1")))
                    .isInstanceOfSatisfying(
                            Validation.Live.class,
                            live -> assertThat(live.successor()).isPresent());
        }
    }

    /** The session with the longest attribute that there is room for. */
    private static IssuedSession fullest(CookieSessions sessions, IssuedSession session) {
        for (int length = 4000; ; length--) {
            try {
                var changes = AttributeChanges.none().put("a", "x".repeat(length));
                return sessions.update(session.token(), changes, Touch.NO);
            } catch (SessionTooLargeException tooLong) {
                assertThat(length).isGreaterThan(1000);
            }
        }
    }

    @Test
    void otherAddress_whereItEnds_endsOnceForAllCookies() {
        try (var fixture = CookieFixture.kept(ENDING)) {
            IssuedSession alice = login(fixture.sessions());
            assertThat(word(fixture.sessions(), alice, from(AWAY))).isEqualTo("address");
            assertThat(word(fixture.sessions(), alice, from(HOME))).isEqualTo("address");
            assertThat(word(fixture.sessions(), alice, from(AWAY))).isEqualTo("address");
            assertThat(fixture.endReasons()).containsExactly(EndReason.ADDRESS);
            assertThat(fixture.events().of(AddressChanged.class)).hasSize(1);
        }
    }

    @Test
    void otherAgent_whereItEnds_ends() {
        try (var fixture = CookieFixture.kept(ENDING)) {
            IssuedSession alice = login(fixture.sessions());
            assertThat(word(fixture.sessions(), alice, client(HOME, "curl/8"))).isEqualTo("agent");
            assertThat(fixture.endReasons()).containsExactly(EndReason.AGENT);
            assertThat(fixture.events().of(AgentChanged.class)).hasSize(1);
        }
    }

    @Test
    void otherAddress_whereItEndsAndNoEndIsKept_isRefusedAtEachUseAndTheOwnerGoesOn() {
        try (var fixture = CookieFixture.ofNone()) {
            CookieSessions sessions = fixture.sessions(ENDING, CookieFixture.keys("k1"), false);
            IssuedSession alice = login(sessions);
            assertThat(word(sessions, alice, from(AWAY))).isEqualTo("address");
            assertThat(word(sessions, alice, from(HOME))).isEqualTo("live");
            assertThat(word(sessions, alice, from(AWAY))).isEqualTo("address");
            assertThat(fixture.endReasons()).isEmpty();
            assertThat(fixture.events().of(AddressChanged.class)).hasSize(2);
        }
    }

    @Test
    void reauthenticationFromAnotherClient_makesItTheSessionsOwn() {
        try (var fixture = CookieFixture.kept(ENDING)) {
            CookieSessions sessions = fixture.sessions();
            IssuedSession alice = login(sessions);
            IssuedSession again =
                    sessions.reauthenticate(alice.token(), sessions.loginEpoch("alice"), client(AWAY, "curl/8"));
            assertThat(word(sessions, again, client(AWAY, "curl/8"))).isEqualTo("live");
            assertThat(again.session().client().ipAddress()).isEqualTo(AWAY);
        }
    }

    @Test
    void maskedAddresses_areNowhereInFull() {
        try (var fixture = CookieFixture.kept(Policies.DEFAULT.privacy(AddressPrivacy.MASKED))) {
            CookieSessions sessions = fixture.sessions();
            IssuedSession alice = login(sessions);
            assertThat(alice.session().client().ipAddress()).isEqualTo("192.0.2.0");
            assertThat(fixture.events().of(Created.class))
                    .extracting(Created::ipAddress)
                    .containsExactly("192.0.2.0");

            IssuedSession visitor = sessions.create(NewSession.anonymous());
            IssuedSession bob =
                    sessions.upgrade(visitor.token(), NewSession.of("bob").client(from(AWAY)));
            assertThat(bob.session().client().ipAddress()).isEqualTo("198.51.100.0");
            IssuedSession again = sessions.reauthenticate(bob.token(), sessions.loginEpoch("bob"), from("203.0.113.9"));
            assertThat(again.session().client().ipAddress()).isEqualTo("203.0.113.0");

            use(sessions, alice.token().value(), from(AWAY));
            assertThat(fixture.events().of(AddressChanged.class))
                    .extracting(AddressChanged::ipAddress)
                    .containsExactly("198.51.100.0");
        }
    }

    @Test
    void newestCookie_isCurrentAndNoOther() {
        try (var fixture = CookieFixture.kept(Policies.DEFAULT)) {
            CookieSessions sessions = fixture.sessions();
            IssuedSession first = login(sessions);
            assertThat(sessions.isCurrent(first.token())).isTrue();
            IssuedSession second = sessions.rotate(first.token());
            assertThat(sessions.isCurrent(first.token())).isFalse();
            assertThat(sessions.isCurrent(second.token())).isTrue();
            sessions.end(second.token(), EndReason.LOGOUT);
            assertThat(sessions.isCurrent(second.token())).isFalse();
        }
    }

    @Test
    void renewedCookie_isNotCurrentInItsGrace() {
        try (var fixture = CookieFixture.kept(Policies.DEFAULT.renewalInterval(Duration.ofMinutes(10)))) {
            CookieSessions sessions = fixture.sessions();
            IssuedSession first = login(sessions);
            fixture.pass(Duration.ofMinutes(10));
            Validation.Live renewed = fixture.use(first);
            assertThat(sessions.isCurrent(first.token())).isFalse();
            assertThat(sessions.isCurrent(renewed.successor().orElseThrow())).isTrue();
            assertThat(fixture.word(first)).isEqualTo("live");
        }
    }

    @Test
    void erasedPrincipal_hasNoLiveCookieAndNoLoginUnderWay() {
        try (var fixture = CookieFixture.kept(Policies.DEFAULT)) {
            CookieSessions sessions = fixture.sessions();
            IssuedSession alice = login(sessions);
            IssuedSession bob = fixture.login("bob");
            NewSession underWay = NewSession.of("alice").epoch(sessions.loginEpoch("alice"));
            assertThat(sessions.erase("alice")).isZero();
            assertThatThrownBy(() -> sessions.create(underWay)).isInstanceOf(AccountChangedException.class);
            assertThat(fixture.word(alice)).isEqualTo("account");
            assertThat(fixture.word(bob)).isEqualTo("live");
        }
    }

    @Test
    void erasureWhereNoEndIsKept_isNotSupported() {
        try (var fixture = CookieFixture.ofNone()) {
            assertThatThrownBy(() -> fixture.sessions().erase("alice")).isInstanceOf(NotSupportedException.class);
        }
    }
}
