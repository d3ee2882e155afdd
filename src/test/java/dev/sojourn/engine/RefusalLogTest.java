package dev.sojourn.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.NewSession;
import dev.sojourn.SessionToken;
import dev.sojourn.support.CapturedLog;
import dev.sojourn.support.EngineFixture;
import dev.sojourn.support.Policies;
import java.time.Duration;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RefusalLogTest {

    private final EngineFixture fixture = new EngineFixture();
    private final CapturedLog log = new CapturedLog(RefusalLog.class.getPackageName(), Level.FINE);
    private final IssuedSession session = fixture.engine().create(NewSession.of("alice"));

    @AfterEach
    void close() {
        log.close();
        fixture.close();
    }

    private String shortKey() {
        return session.session().key().value().substring(0, 6) + "...";
    }

    private void assertTold(String reason, String key, String why) {
        assertThat(log.messages())
                .singleElement()
                .asString()
                .startsWith("SOJ-0301 no session (" + reason + ") for a token with the key " + key + ": ")
                .contains(why)
                .doesNotContain(session.session().key().value())
                .doesNotContain(session.token().value());
    }

    @Test
    void liveSession_isNotTold() {
        fixture.use(session);
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void noToken_isToldWithoutAKey() {
        fixture.engine().validate("<script>");
        assertTold("unknown", "(none)", "no token's form");
    }

    @Test
    void wrongSecret_isToldFromAKeyThatIsNotThere() {
        SessionToken other = fixture.login("bob").token();
        String secret = other.value().substring(other.value().indexOf('.'));
        fixture.engine().validate(session.session().key().value() + secret);
        assertTold("unknown", shortKey(), "the secret is not its own");
        assertThat(log.text()).doesNotContain(secret);
    }

    @Test
    void sessionThatIsGone_isTold() {
        fixture.engine().erase("alice");
        fixture.engine().validate(session.token().value());
        assertTold("unknown", shortKey(), "no session has this key");
    }

    @Test
    void sessionOfAnotherApplication_isTold() {
        fixture.engine(Policies.DEFAULT.of("shop")).validate(session.token().value());
        assertTold("unknown", shortKey(), "not trusted");
    }

    @Test
    void sessionThatEnded_isToldWithItsReasonAndInstant() {
        fixture.engine().end(session.token(), EndReason.LOGOUT);
        fixture.engine().validate(session.token().value());
        assertTold("logout", shortKey(), "ended at 2026-01-05T10:00:00Z");
    }

    @Test
    void sessionThatExpired_isTold() {
        fixture.pass(Duration.ofHours(1));
        fixture.engine().validate(session.token().value());
        assertTold("idle", shortKey(), "it expired");
    }

    @Test
    void supersededToken_isTold() {
        fixture.engine().rotate(session.token());
        fixture.engine().validate(session.token().value());
        assertTold("rotated", shortKey(), "superseded a moment ago");
    }

    @Test
    void stolenToken_isTold() {
        fixture.engine().rotate(session.token());
        fixture.pass(Duration.ofMinutes(2));
        fixture.engine().validate(session.token().value());
        assertTold("theft", shortKey(), "somebody holds a copy");
    }
}
