package dev.sojourn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NewSessionTest {

    @Test
    void everyPart_isKeptByTheOthers() {
        var lifetime = new Lifetime(Duration.ofMinutes(1), null, true);
        var epoch = new LoginEpoch("alice", 3);
        var key = SessionKey.of(new byte[16]);
        var attributes = AttributeChanges.none().put("a", 1);
        var client = new ClientDetails("192.0.2.1", "curl", Device.UNKNOWN);
        NewSession full = NewSession.of("alice")
                .roles(Set.of("r"))
                .client(client)
                .attributes(attributes)
                .namespace("n")
                .lifetime(lifetime)
                .limit(2)
                .epoch(epoch)
                .replacing(key);
        // each method once more, so that one that forgets another's part is found out
        for (NewSession same : List.of(
                full,
                full.roles(Set.of("r")),
                full.client(client),
                full.attributes(attributes),
                full.namespace("n"),
                full.lifetime(lifetime),
                full.limit(2),
                full.epoch(epoch),
                full.replacing(key))) {
            assertThat(same.principal()).isEqualTo("alice");
            assertThat(same.roles()).containsExactly("r");
            assertThat(same.client()).isEqualTo(client);
            assertThat(same.attributes()).isSameAs(attributes);
            assertThat(same.namespace()).isEqualTo("n");
            assertThat(same.lifetime()).contains(lifetime);
            assertThat(same.limit()).contains(2);
            assertThat(same.epoch()).contains(epoch);
            assertThat(same.replaced()).contains(key);
        }
    }

    @Test
    void anonymous_hasNothing() {
        NewSession anonymous = NewSession.anonymous();
        assertThat(anonymous.principal()).isNull();
        assertThat(anonymous.roles()).isEmpty();
        assertThat(anonymous.lifetime()).isEmpty();
        assertThat(anonymous.limit()).isEmpty();
        assertThat(anonymous.epoch()).isEmpty();
        assertThat(anonymous.replaced()).isEmpty();
    }

    @Test
    void principal_hasOneToTwoHundredFiftyFiveCharacters() {
        assertThat(NewSession.of("x".repeat(255)).principal()).hasSize(255);
        assertThatThrownBy(() -> NewSession.of("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NewSession.of("x".repeat(256))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namespace_hasOneToTwoHundredFiftyFiveCharacters() {
        NewSession any = NewSession.anonymous();
        assertThat(any.namespace("x".repeat(255)).namespace()).hasSize(255);
        assertThatThrownBy(() -> any.namespace("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> any.namespace("x".repeat(256))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void negativeLimit_isRefused() {
        assertThatThrownBy(() -> NewSession.of("alice").limit(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void roles_areCopied() {
        var roles = new HashSet<>(Set.of("a"));
        NewSession session = NewSession.of("alice").roles(roles);
        roles.add("admin");
        assertThat(session.roles()).containsExactly("a");
    }

    @Test
    void lifetimeOfNoTime_isRefused() {
        assertThatThrownBy(() -> new Lifetime(Duration.ZERO, null, false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Lifetime(null, Duration.ofSeconds(-1), false))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
