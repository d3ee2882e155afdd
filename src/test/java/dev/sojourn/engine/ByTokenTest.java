package dev.sojourn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.AttributeChanges;
import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.SessionNotLiveException;
import dev.sojourn.SessionToken;
import dev.sojourn.Touch;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Changes by token: what they do by key, for whoever has the token, which stays. */
class ByTokenTest extends RuleTest {

    @Test
    void change_isDoneAndTheTokenStays() {
        IssuedSession issued = fixture.login("alice");
        SessionToken token = issued.token();

        assertThat(engine().update(token, AttributeChanges.none().put("a", 1), Touch.NO)
                        .token())
                .isEqualTo(token);
        assertThat(engine().setNamespace(token, "tenant").token()).isEqualTo(token);
        assertThat(engine().extend(token, Duration.ofHours(2)).token()).isEqualTo(token);
        IssuedSession csrf = engine().regenerateCsrf(token);

        assertThat(csrf.token()).isEqualTo(token);
        assertThat(csrf.csrf().matches(issued.csrf().masked())).isFalse();
        assertThat(csrf.session().attributes().names()).containsExactly("a");
        assertThat(csrf.session().namespace()).isEqualTo("tenant");
    }

    @Test
    void keyWithAnotherSecret_changesNothing() {
        IssuedSession issued = fixture.login("alice");
        SessionToken guess = SessionToken.of(issued.token().key(), new byte[32]);
        assertThatThrownBy(() -> engine().update(guess, AttributeChanges.none().put("a", 1), Touch.NO))
                .isInstanceOf(SessionNotLiveException.class);
        assertThatThrownBy(() -> engine().endOthers(guess, EndReason.LOGOUT))
                .isInstanceOf(SessionNotLiveException.class);
        assertThat(fixture.find(issued.token().key()).attributes().names()).isEmpty();
    }

    @Test
    void rotatedToken_changesNothing() {
        IssuedSession issued = fixture.login("alice");
        IssuedSession fresh = engine().rotate(issued.token());
        assertThatThrownBy(() -> engine().setNamespace(issued.token(), "tenant"))
                .isInstanceOfSatisfying(
                        SessionNotLiveException.class,
                        e -> assertThat(e.why().reason()).isEqualTo("rotated"));
        assertThat(fixture.word(fresh)).isEqualTo("live");
    }

    @Test
    void others_areEndedForTheHolderOfTheToken() {
        IssuedSession here = fixture.login("alice");
        IssuedSession there = fixture.login("alice");
        assertThat(engine().endOthers(here.token(), EndReason.LOGOUT)).isEqualTo(1);
        assertThat(fixture.word(here)).isEqualTo("live");
        assertThat(fixture.word(there)).isEqualTo("logout");
    }

    @Test
    void sealedToken_isUnknownHere() {
        IssuedSession issued = fixture.login("alice");
        String sealed = issued.token().key() + ".eyJh..AAAAAAAAAAAAAAAA.BB.CCCCCCCCCCCCCCCCCCCCCC";
        assertThat(validate(sealed)).isEqualTo("unknown");
    }
}
