package dev.sojourn.store.encrypted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.AttributeChanges;
import dev.sojourn.ClientDetails;
import dev.sojourn.Device;
import dev.sojourn.DeviceType;
import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.LoginAttempt;
import dev.sojourn.LoginPermit;
import dev.sojourn.NewSession;
import dev.sojourn.NotSupportedException;
import dev.sojourn.SessionSearch;
import dev.sojourn.Touch;
import dev.sojourn.Validation;
import dev.sojourn.engine.LoginPolicy;
import dev.sojourn.engine.SecureTokenSource;
import dev.sojourn.engine.SessionEngine;
import dev.sojourn.engine.StoreLoginLimiter;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.jcache.SharedMemory;
import dev.sojourn.support.CapturedLog;
import dev.sojourn.support.EngineFixture;
import dev.sojourn.support.JsonbMapper;
import dev.sojourn.support.MutableClock;
import dev.sojourn.support.Policies;
import dev.sojourn.support.RecordedEvents;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the users of an application see of encryption, and what the storage sees of them. */
class EncryptedSessionsTest {

    private static final String AGENT = "Spyglass/9.7 (Enchanted Forest; Troll)";
    private static final List<String> SECRETS =
            List.of("203.0.113.77", "Spyglass", "Troll", "Amphora", "cart.items", "porcelain", "wizard", "Mallory");

    private final MutableClock clock = new MutableClock(Instant.parse("2026-01-05T10:00:00Z"));
    private final WatchedStore storage = new WatchedStore(SharedMemory.open(1000, clock));
    private final SessionEngine engine = engine(encrypted("k1"));

    private SessionStore encrypted(String... ids) {
        return new EncryptedStore(storage, TestKeys.of(ids), new SecureRandom());
    }

    private SessionEngine engine(SessionStore store) {
        return new SessionEngine(
                store,
                Policies.DEFAULT.build(),
                clock,
                new SecureTokenSource(),
                new JsonbMapper(),
                new RecordedEvents());
    }

    private static IssuedSession login(SessionEngine engine) {
        return engine.create(NewSession.of("alice")
                .roles(Set.of("wizard"))
                .client(new ClientDetails(
                        "203.0.113.77", AGENT, new Device("Amphora", "9", null, null, null, DeviceType.PC)))
                .attributes(AttributeChanges.none().put("cart.items", "porcelain")));
    }

    /** Signs in, changes, fails to sign in, signs out: everything that writes. */
    private void use(SessionStore store) {
        SessionEngine sessions = engine(store);
        IssuedSession issued = login(sessions);
        sessions.update(issued.session().key(), AttributeChanges.none().put("more", "porcelain"), Touch.YES);
        sessions.rotate(issued.token());
        sessions.end(login(sessions).session().key(), EndReason.LOGOUT);
        var policy = new LoginPolicy(5, 20, Duration.ofMinutes(15), false, Duration.ofSeconds(5), Duration.ofDays(90));
        var limiter = new StoreLoginLimiter(store, policy, clock, new SecureTokenSource());
        assertThat(limiter.attempt(LoginAttempt.of("Mallory", "203.0.113.77"))).isInstanceOf(LoginPermit.Allowed.class);
        assertThat(limiter.attempt(LoginAttempt.of("Mallory", "203.0.113.77"))).isEqualTo(new LoginPermit.Allowed(3));
    }

    @Test
    void storage_neverSeesAddressAgentRolesAttributesOrFailedNames() {
        use(encrypted("k1"));
        assertThat(storage.seen())
                .hasSizeGreaterThan(8)
                .allSatisfy(record -> assertThat(record).doesNotContainIgnoringCase(SECRETS.toArray(String[]::new)));
        assertThat(storage.seen()).anySatisfy(record -> assertThat(record).contains("alice", "/shop"));
    }

    @Test
    void withoutEncryption_storageSeesThemAll() {
        use(storage);
        String seen = String.join("\n", storage.seen());
        assertThat(seen).containsIgnoringCase("mallory").contains(SECRETS.subList(0, SECRETS.size() - 1));
    }

    @Test
    void session_isReadAsItWasCreated() {
        IssuedSession issued = login(engine);
        var live = (Validation.Live) engine.validate(issued.token().value());
        assertThat(live.session().client()).isEqualTo(issued.session().client());
        assertThat(live.session().roles()).containsExactly("wizard");
        assertThat(live.session().attributes().get("cart.items", String.class)).contains("porcelain");
        assertThat(engine.sessionsOf("alice")).hasSize(1);
        assertThat(engine.count(SessionSearch.ALL.ofPrincipal("alice"))).isEqualTo(1);
    }

    @Test
    void searchByAddress_isNotSupported() {
        SessionSearch search = SessionSearch.ALL.fromAddress("203.0.113.0/24");
        assertThatThrownBy(() -> engine.search(search, null, 10))
                .isInstanceOf(NotSupportedException.class)
                .hasMessageContaining("search by address");
        assertThatThrownBy(() -> engine.count(search)).isInstanceOf(NotSupportedException.class);
    }

    @Test
    void keysRotated_whoeverIsActiveMeanwhileStaysSignedIn() {
        IssuedSession active = login(engine);
        IssuedSession idle = login(engine);
        SessionEngine both = engine(encrypted("k2", "k1"));
        clock.advance(Duration.ofMinutes(2));
        assertThat(word(both, active)).isEqualTo("live");

        SessionEngine onlyNew = engine(encrypted("k2"));
        try (CapturedLog logged = new CapturedLog(EncryptedStore.class.getPackageName())) {
            assertThat(word(onlyNew, active)).isEqualTo("live");
            assertThat(logged.messages()).isEmpty();
            assertThat(word(onlyNew, idle)).isEqualTo("unknown");
            assertThat(logged.messages()).hasSize(1);
            assertThat(onlyNew.endAll("alice", EndReason.ADMIN)).isEqualTo(1);
            assertThat(word(onlyNew, active)).isEqualTo("admin");
        }
    }

    @Test
    void switchedOn_nobodyIsSignedOut() {
        IssuedSession before = login(engine(storage));
        assertThat(word(engine, before)).isEqualTo("live");
        engine.rotate(before.token());
        assertThat(storage.seen().get(storage.seen().size() - 1)).doesNotContain("Spyglass", "203.0.113.77");
    }

    @Test
    void sessionThatCannotBeRead_canStillBeEnded() {
        IssuedSession issued = login(engine);
        SessionEngine other = engine(encrypted("k2"));
        try (CapturedLog unused = new CapturedLog(EncryptedStore.class.getPackageName())) {
            assertThat(other.accountChanged("alice")).isZero();
        }
        // a tombstone stands in its place, for those too who could have read the session
        SessionEngine both = engine(encrypted("k1", "k2"));
        assertThat(word(both, issued)).isEqualTo("unknown");
        assertThat(both.find(issued.session().key()))
                .hasValueSatisfying(session -> assertThat(session.endReason()).isEqualTo(EndReason.ACCOUNT));
    }

    private static String word(SessionEngine engine, IssuedSession issued) {
        return EngineFixture.word(engine.validate(issued.token().value()));
    }
}
