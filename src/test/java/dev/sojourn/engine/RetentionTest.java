package dev.sojourn.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.SessionState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long "why was I signed out?" has an answer. */
class RetentionTest extends RuleTest {

    private static final Duration RETENTION = Duration.ofMinutes(30);

    @Test
    void endedSession_isReadableForTheRetentionThenGone() {
        IssuedSession alice = fixture.login("alice");
        engine().end(alice.token(), EndReason.ADMIN);
        fixture.pass(RETENTION.minusMillis(1));
        assertThat(fixture.word(alice)).isEqualTo("admin");
        assertThat(fixture.find(alice.token().key()).state()).isEqualTo(SessionState.ENDED);
        fixture.passMillis(1);
        assertThat(fixture.word(alice)).isEqualTo("unknown");
        assertThat(engine().find(alice.token().key())).isEmpty();
    }

    @Test
    void expiredSessionThatNobodySwept_isReadableForTheRetentionThenGone() {
        IssuedSession alice = fixture.login("alice");
        fixture.pass(Duration.ofMinutes(31));
        fixture.pass(RETENTION.minusMillis(1));
        var found = fixture.find(alice.token().key());
        assertThat(found.state()).isEqualTo(SessionState.ENDED);
        assertThat(found.endReason()).isEqualTo(EndReason.IDLE);
        fixture.passMillis(1);
        assertThat(fixture.word(alice)).isEqualTo("unknown");
    }

    @Test
    void endAllLongAfterwards_leavesNoTraceOfWhatIsGone() {
        IssuedSession alice = fixture.login("alice");
        assertThat(engine().endAll("alice", EndReason.ADMIN)).isEqualTo(1);
        fixture.pass(RETENTION);
        assertThat(engine().endAll("alice", EndReason.ADMIN)).isZero();
        assertThat(engine().find(alice.token().key())).isEmpty();
    }

    @Test
    void endAllAfterTheExpiryAndRetention_leavesNoTraceOfWhatIsGone() {
        IssuedSession alice = fixture.login("alice");
        fixture.pass(Duration.ofHours(2));
        assertThat(engine().endAll("alice", EndReason.ADMIN)).isZero();
        assertThat(engine().find(alice.token().key())).isEmpty();
    }
}
