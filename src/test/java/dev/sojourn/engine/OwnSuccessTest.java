package dev.sojourn.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.AttributeChanges;
import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.NewSession;
import dev.sojourn.Touch;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import dev.sojourn.support.JsonbMapper;
import dev.sojourn.support.Policies;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A storage client that tries again by itself after a lost answer finds its own write and reports a conflict. */
class OwnSuccessTest extends RuleTest {

    private SessionEngine retrying;

    @BeforeEach
    void engineOverRetryingClient() {
        retrying = new SessionEngine(
                reportingConflicts(fixture.store()),
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

    /** The real store, but what it replaced in a session's record it calls a conflict. */
    private static SessionStore reportingConflicts(SessionStore real) {
        return (SessionStore) Proxy.newProxyInstance(
                SessionStore.class.getClassLoader(),
                new Class<?>[] {SessionStore.class},
                (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(real, arguments);
                        boolean session = answer == WriteOutcome.WRITTEN
                                && ((StoredRecord) arguments[0]).key().kind() == RecordKind.SESSION;
                        return session ? WriteOutcome.CONFLICT : answer;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }
}
