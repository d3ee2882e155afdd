package dev.sojourn.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.AddressPrivacy;
import dev.sojourn.AdminAction;
import dev.sojourn.AdminTarget;
import dev.sojourn.AuditLog;
import dev.sojourn.BlockedBy;
import dev.sojourn.ClientDetails;
import dev.sojourn.Device;
import dev.sojourn.LoginAttempt;
import dev.sojourn.NewSession;
import dev.sojourn.Session;
import dev.sojourn.StorageTimeoutException;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.store.ForwardingStore;
import dev.sojourn.store.History;
import dev.sojourn.store.HistoryEntry;
import dev.sojourn.store.HistoryFilter;
import dev.sojourn.store.HistoryPage;
import dev.sojourn.store.SessionStore;
import dev.sojourn.support.CapturedLog;
import dev.sojourn.support.EngineFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What administrators do is noted, whoever they try to hide it from. */
class AuditTest {

    private static final String HOME = "192.0.2.7";
    private static final String ABROAD = "203.0.113.99";
    private static final String BLOCKED = "198.51.100.23";

    private final EngineFixture fixture = new EngineFixture();
    private final Noted noted = new Noted(fixture.store());
    private final Session administrator = fixture.engine()
            .create(NewSession.of("root").client(new ClientDetails(HOME, null, Device.UNKNOWN)))
            .session();

    @AfterEach
    void close() {
        fixture.close();
    }

    /** Keeps what is noted. */
    private static final class Noted extends ForwardingStore implements History {

        private final List<HistoryEntry> entries = new ArrayList<>();
        private boolean down;

        Noted(SessionStore real) {
            super(real);
        }

        @Override
        public <T> Optional<T> capability(Class<T> type) {
            return type == History.class ? Optional.of(type.cast(this)) : Optional.empty();
        }

        @Override
        public HistoryPage history(HistoryFilter filter, @Nullable String cursor, int limit) {
            return new HistoryPage(entries, null);
        }

        @Override
        public void note(HistoryEntry entry) {
            if (down) {
                throw new StorageTimeoutException("down", null);
            }
            entries.add(entry);
        }

        @Override
        public int forget(Instant before, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int forget(String principal, Set<String> applications, int limit) {
            throw new UnsupportedOperationException();
        }
    }

    private AuditLog audit(AddressPrivacy privacy) {
        return new StoreAuditLog(noted, fixture.clock(), new SecureTokenSource(), fixture.events(), privacy);
    }

    private HistoryEntry unblocked(AddressPrivacy privacy, String address) {
        audit(privacy).administered(AdminAction.UNBLOCK, administrator, HOME, AdminTarget.address(address), 0);
        return noted.entries.get(noted.entries.size() - 1);
    }

    private SessionEvent.Administered event() {
        var events = fixture.events().of(SessionEvent.Administered.class);
        return events.get(events.size() - 1);
    }

    @Test
    void action_isNotedWithTheAddressThatItWasDoneFrom() {
        audit(AddressPrivacy.FULL)
                .administered(AdminAction.END_PRINCIPAL, administrator, ABROAD, AdminTarget.principal("alice"), 1);
        assertThat(noted.entries).extracting(HistoryEntry::address).containsExactly(ABROAD);
        assertThat(event().ipAddress()).isEqualTo(ABROAD);
    }

    @Test
    void addressOfTheAdministrator_isKeptAsFarAsItMay() {
        audit(AddressPrivacy.MASKED).administered(AdminAction.CLEANUP, administrator, ABROAD, AdminTarget.NONE, 0);
        audit(AddressPrivacy.NONE).administered(AdminAction.CLEANUP, administrator, ABROAD, AdminTarget.NONE, 0);
        assertThat(noted.entries).extracting(HistoryEntry::address).containsExactly("203.0.113.0", null);
        assertThat(event().ipAddress()).isNull();
    }

    @Test
    void addressThatWasUnblocked_isKeptAsFarAsItMay() {
        assertThat(unblocked(AddressPrivacy.FULL, BLOCKED).address()).isEqualTo(BLOCKED);
        assertThat(unblocked(AddressPrivacy.MASKED, BLOCKED).address()).isEqualTo("198.51.100.0");
        assertThat(unblocked(AddressPrivacy.NONE, BLOCKED).address()).isNull();
        assertThat(event().target().address()).startsWith("~");
    }

    @Test
    void digestThatWasUnblocked_isNotKeptWithTheHistory() {
        assertThat(unblocked(AddressPrivacy.MASKED, "~396656267b7b91a8").address())
                .isNull();
        assertThat(event().target().address()).isEqualTo("~396656267b7b91a8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", " ALICE ", "a\u200blice", "\uff41lice"})
    void unblockedName_isNotedAsItWasCounted(String typed) {
        var limiter = new StoreLoginLimiter(
                fixture.store(), LoginRuleTest.POLICY, fixture.clock(), new SecureTokenSource(), Duration.ZERO);
        LoginRuleTest.fail(limiter, 5, LoginAttempt.of("alice", null));
        var blocks = new StoreLoginBlocks(
                fixture.store(), LoginRuleTest.POLICY, fixture.clock(), new SecureTokenSource(), fixture.events());
        assertThat(blocks.lift(BlockedBy.USERNAME, typed, "root")).isTrue();

        audit(AddressPrivacy.FULL)
                .administered(AdminAction.UNBLOCK, administrator, HOME, AdminTarget.principal(typed), 0);
        assertThat(noted.entries).extracting(HistoryEntry::principal).containsExactly("alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\nSOJ-1002", "\u001b[2J", "\u009b2J", "\u0085x", "\u2028x", "\u202excod", "\u200fx"})
    void nameInTheWarning_isInert(String name) {
        noted.down = true;
        try (var log = new CapturedLog(StoreAuditLog.class.getPackageName(), Level.WARNING)) {
            audit(AddressPrivacy.FULL)
                    .administered(AdminAction.END_PRINCIPAL, administrator, HOME, AdminTarget.principal(name), 1);
            assertThat(log.messages())
                    .singleElement()
                    .asString()
                    .startsWith("SOJ-0313 ")
                    .doesNotContain(name)
                    .doesNotContainPattern("[\\p{Cntrl}\\x80-\\x9f\\u2028\\p{Cf}]");
        }
    }
}
