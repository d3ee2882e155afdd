package dev.sojourn.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.AttributeChanges;
import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.KnownDevices;
import dev.sojourn.KnownDevices.Familiarity;
import dev.sojourn.LoginAttempt;
import dev.sojourn.LoginPermit;
import dev.sojourn.NewSession;
import dev.sojourn.Touch;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import dev.sojourn.support.JsonbMapper;
import dev.sojourn.support.Policies;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A storage client that tries again by itself after a lost answer finds its own write and reports a conflict. */
class OwnSuccessTest extends RuleTest {

    private SessionEngine retrying;

    @BeforeEach
    void engineOverRetryingClient() {
        retrying = new SessionEngine(
                reportingConflicts(fixture.store(), RecordKind.SESSION),
                Policies.DEFAULT.build(),
                fixture.clock(),
                new SecureTokenSource(),
                new JsonbMapper(),
                fixture.events());
    }

    @Test
    void endReportedAsConflict_isStillThisCallsEndAndToldOnce() {
        IssuedSession alice = retrying.create(NewSession.of("alice"));
        assertThat(retrying.end(alice.token().key(), EndReason.LOGOUT)).isTrue();
        assertThat(fixture.events().of(SessionEvent.Ended.class)).hasSize(1);
    }

    @Test
    void changeReportedAsConflict_isMadeOnce() {
        IssuedSession alice = retrying.create(NewSession.of("alice"));
        retrying.update(alice.token().key(), AttributeChanges.none().put("a", 1), Touch.NO);
        StoredRecord stored =
                fixture.store().load(SessionRecords.recordKey(alice.token().key()));
        assertThat(stored).isNotNull();
        assertThat(stored.version().number()).isEqualTo(2);
    }

    @Test
    void newDeviceReportedAsConflict_isStillNew() {
        var devices = devices();
        assertThat(devices.remember("alice", devices.recognise("alice", List.of())))
                .map(KnownDevices.Remembered::familiarity)
                .contains(Familiarity.FIRST);
        assertThat(devices.remember("alice", devices.recognise("alice", List.of())))
                .map(KnownDevices.Remembered::familiarity)
                .contains(Familiarity.NEW);
        assertThat(fixture.store().load(StoreKnownDevices.key("alice")))
                .isNotNull()
                .extracting(stored -> stored.version().number())
                .isEqualTo(2L);
    }

    private StoreKnownDevices devices() {
        return new StoreKnownDevices(
                reportingConflicts(fixture.store(), RecordKind.DEVICES),
                LoginRuleTest.POLICY,
                fixture.clock(),
                new SecureTokenSource());
    }

    @Test
    void attemptReportedAsConflict_countsOnce() {
        var limiter = new StoreLoginLimiter(
                reportingConflicts(fixture.store(), RecordKind.ATTEMPTS),
                LoginRuleTest.POLICY,
                fixture.clock(),
                new SecureTokenSource());
        var attempt = LoginAttempt.of("alice", "192.0.2.1");
        LoginRuleTest.fail(limiter, 5, attempt);
        assertThat(limiter.attempt(attempt)).isInstanceOf(LoginPermit.Blocked.class);
    }

    /** The real store, but what it wrote of records of this kind it calls a conflict. */
    private static SessionStore reportingConflicts(SessionStore real, RecordKind kind) {
        return (SessionStore) Proxy.newProxyInstance(
                SessionStore.class.getClassLoader(),
                new Class<?>[] {SessionStore.class},
                (proxy, method, arguments) -> {
                    try {
                        // its own, and not the real one's, so that each write comes by here
                        if (method.isDefault() && method.getName().equals("exchange")) {
                            return InvocationHandler.invokeDefault(proxy, method, arguments);
                        }
                        Object answer = method.invoke(real, arguments);
                        boolean concerned = arguments != null
                                && arguments[0] instanceof StoredRecord record
                                && record.key().kind() == kind;
                        // a session that is created has a key that nobody else knows
                        if (concerned
                                && kind != RecordKind.SESSION
                                && method.getName().equals("create")) {
                            return false;
                        }
                        return concerned && answer == WriteOutcome.WRITTEN ? WriteOutcome.CONFLICT : answer;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }
}
