package dev.sojourn.engine;

import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.SessionNotLiveException;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.support.EngineFixture;
import dev.sojourn.support.Policies;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;

/** What the tests of the rules share: a fixture each, with the default policy until another is chosen. */
abstract class RuleTest {

    EngineFixture fixture = new EngineFixture();

    @AfterEach
    void closeFixture() {
        fixture.close();
    }

    /** Begins anew with another policy. */
    void policy(Policies policies) {
        fixture.close();
        fixture = new EngineFixture(policies);
    }

    SessionEngine engine() {
        return fixture.engine();
    }

    String validate(String token) {
        return EngineFixture.word(engine().validate(token));
    }

    List<EndReason> endReasons() {
        return fixture.events().of(SessionEvent.Ended.class).stream()
                .map(SessionEvent.Ended::reason)
                .toList();
    }

    long liveOf(IssuedSession... sessions) {
        return List.of(sessions).stream()
                .filter(session -> fixture.word(session).equals("live"))
                .count();
    }

    static void assertNotLive(String reason, ThrowingCallable call) {
        Assertions.assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SessionNotLiveException.class,
                        e -> Assertions.assertThat(e.why().reason()).isEqualTo(reason));
    }
}
