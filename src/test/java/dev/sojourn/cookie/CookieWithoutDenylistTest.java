package dev.sojourn.cookie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.NewSession;
import dev.sojourn.NotSupportedException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With {@code sojourn.cookie-storage.revocation=none} logout is up to the client, and the docs say so. */
class CookieWithoutDenylistTest {

    private final CookieFixture fixture = CookieFixture.ofNone();
    private final CookieSessions sessions = fixture.sessions();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void nothing_isReadOrWritten() {
        IssuedSession issued = fixture.login("alice");
        fixture.use(issued);
        sessions.rotate(issued.token());
        sessions.end(issued.token(), EndReason.LOGOUT);
        assertThat(fixture.store().trips()).isEqualTo("0+0");
    }

    @Test
    void logout_isTheClientsToKeep() {
        IssuedSession issued = fixture.login("alice");
        assertThat(sessions.end(issued.token(), EndReason.LOGOUT)).isTrue();
        assertThat(fixture.endReasons()).containsExactly(EndReason.LOGOUT);
        assertThat(fixture.word(issued)).isEqualTo("live");
    }

    @Test
    void timeouts_holdAllTheSame() {
        IssuedSession issued = fixture.login("alice");
        fixture.pass(Duration.ofMinutes(31));
        assertThat(fixture.word(issued)).isEqualTo("idle");
        fixture.pass(Duration.ofHours(12));
        assertThat(fixture.word(issued)).isEqualTo("idle");
    }

    @Test
    void endingWithoutTheCookie_isNotSupported() {
        IssuedSession issued = fixture.login("alice");
        assertThatThrownBy(() -> sessions.end(issued.session().key(), EndReason.ADMIN))
                .isInstanceOf(NotSupportedException.class);
        assertThatThrownBy(() -> sessions.accountChanged("alice")).isInstanceOf(NotSupportedException.class);
        assertThatThrownBy(() -> sessions.endOthers(issued.token(), EndReason.LOGOUT))
                .isInstanceOf(NotSupportedException.class);
        assertThat(fixture.word(sessions.create(
                        NewSession.of("alice").replacing(issued.session().key()))))
                .isEqualTo("live");
    }
}
