package dev.sojourn.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.CsrfToken;
import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.NewSession;
import dev.sojourn.SessionKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.support.Policies;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The CSRF token of a session (OWASP CSRF Prevention Cheat Sheet). */
class CsrfTest extends RuleTest {

    private CsrfToken csrf(IssuedSession issued) {
        return fixture.use(issued).csrf();
    }

    @Test
    void issuedToken_isGoodForItsSessionOnly() {
        IssuedSession alice = fixture.login("alice");
        IssuedSession other = fixture.login("alice");
        String masked = alice.csrf().masked();
        assertThat(csrf(alice).matches(masked)).isTrue();
        assertThat(csrf(other).matches(masked)).isFalse();
    }

    @Test
    void everyMaskedForm_isGoodAndDiffers() {
        IssuedSession alice = fixture.login("alice");
        String first = alice.csrf().masked();
        String second = csrf(alice).masked();
        assertThat(first).isNotEqualTo(second);
        assertThat(csrf(alice).matches(first)).isTrue();
        assertThat(csrf(alice).matches(second)).isTrue();
    }

    @Test
    void regenerate_killsTheOldAtOnceAndKeepsTheSession() {
        IssuedSession alice = fixture.login("alice");
        String old = alice.csrf().masked();
        CsrfToken fresh = engine().regenerateCsrf(alice.token().key());
        assertThat(csrf(alice).matches(old)).isFalse();
        assertThat(csrf(alice).matches(fresh.masked())).isTrue();
    }

    @Test
    void regenerate_isOneReadAndOneWriteAndNoActivity() {
        IssuedSession alice = fixture.login("alice");
        fixture.pass(Duration.ofMinutes(5));
        fixture.store().forgetOperations();
        engine().regenerateCsrf(alice.token().key());
        assertThat(fixture.store().operations()).isEqualTo(2);
        assertThat(fixture.store().writes(RecordKind.SESSION)).isEqualTo(1);
        assertThat(fixture.find(alice.token().key()).lastActiveAt())
                .isEqualTo(alice.session().createdAt());
    }

    @Test
    void regenerateWithoutALiveSession_isRefusedWithTheReason() {
        IssuedSession alice = fixture.login("alice");
        engine().end(alice.token(), EndReason.ADMIN);
        assertNotLive("admin", () -> engine().regenerateCsrf(alice.token().key()));
        assertNotLive("unknown", () -> engine().regenerateCsrf(SessionKey.of(new byte[16])));
    }

    @Test
    void rotationReauthenticationAndRoles_giveANewOne() {
        IssuedSession first = fixture.login("alice");
        IssuedSession rotated = engine().rotate(first.token());
        IssuedSession again = engine().reauthenticate(rotated.token(), engine().loginEpoch("alice"));
        IssuedSession roles = engine().changeRoles(again.token(), Set.of("admin"));
        CsrfToken now = csrf(roles);
        assertThat(now.matches(first.csrf().masked())).isFalse();
        assertThat(now.matches(rotated.csrf().masked())).isFalse();
        assertThat(now.matches(again.csrf().masked())).isFalse();
        assertThat(now.matches(roles.csrf().masked())).isTrue();
    }

    @Test
    void tokenFromBeforeTheLogin_isDeadAfterIt() {
        IssuedSession anonymous = engine().create(NewSession.anonymous());
        IssuedSession login = engine().upgrade(anonymous.token(), NewSession.of("alice"));
        assertThat(csrf(login).matches(anonymous.csrf().masked())).isFalse();
        assertThat(csrf(login).matches(login.csrf().masked())).isTrue();
    }

    @Test
    void renewal_keepsIt() {
        policy(Policies.DEFAULT.renewalInterval(Duration.ofMinutes(5)));
        IssuedSession alice = fixture.login("alice");
        fixture.pass(Duration.ofMinutes(5));
        var live = fixture.use(alice);
        assertThat(live.successor()).isPresent();
        assertThat(live.csrf().matches(alice.csrf().masked())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 17, 32, 33, 64})
    void length_isAsConfigured(int bytes) {
        policy(Policies.DEFAULT.csrfBytes(bytes));
        IssuedSession alice = fixture.login("alice");
        String masked = alice.csrf().masked();
        assertThat(Base64.getUrlDecoder().decode(masked)).hasSize(2 * bytes);
        assertThat(csrf(alice).matches(masked)).isTrue();
    }
}
