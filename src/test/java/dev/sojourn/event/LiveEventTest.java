package dev.sojourn.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.AdminAction;
import dev.sojourn.AdminTarget;
import dev.sojourn.BlockedBy;
import dev.sojourn.EndReason;
import dev.sojourn.SessionKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveEventTest {

    private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");
    private static final SessionKey KEY = SessionKey.of(new byte[16]);

    private static final List<SessionEvent> ALL = List.of(
            new SessionEvent.Created(AT, KEY, "/shop", "alice", "192.0.2.1"),
            new SessionEvent.Authenticated(AT, KEY, "/shop", "alice"),
            new SessionEvent.Rotated(AT, KEY, "/shop", "alice"),
            new SessionEvent.Ended(AT, KEY, "/shop", "alice", EndReason.ADMIN, "root"),
            new SessionEvent.AddressChanged(AT, KEY, "/shop", "alice", "192.0.2.1", "192.0.2.2"),
            new SessionEvent.AgentChanged(AT, KEY, "/shop", "alice", "one", null),
            new SessionEvent.NewDevice(AT, KEY, "/shop", "alice", "192.0.2.1"),
            new SessionEvent.LoginBlocked(AT, "alice", "192.0.2.1", BlockedBy.ADDRESS),
            new SessionEvent.LoginUnblocked(AT, BlockedBy.USERNAME, "alice", "root"),
            new SessionEvent.CsrfRefused(AT, null, "token", "192.0.2.1"),
            new SessionEvent.Administered(
                    AT, AdminAction.END_PRINCIPAL, "root", "/", "192.0.2.9", AdminTarget.principal("alice"), 2));

    @Test
    void instant_is_told_to_the_millisecond_as_by_other_nodes() {
        var precise = new SessionEvent.CsrfRefused(AT.plusNanos(1_234_567), null, "token", null);

        assertThat(LiveEvent.of(precise).at()).isEqualTo(AT.plusMillis(1));
    }

    @Test
    void every_event_has_a_form() {
        assertThat(ALL.stream().map(Object::getClass))
                .containsExactlyInAnyOrder(Arrays.stream(SessionEvent.class.getPermittedSubclasses())
                        .toArray(Class<?>[]::new));
        assertThat(ALL.stream().map(LiveEvent::of))
                .extracting(LiveEvent::type)
                .containsExactly(
                        "created",
                        "authenticated",
                        "rotated",
                        "ended",
                        "address-changed",
                        "agent-changed",
                        "new-device",
                        "login-blocked",
                        "login-unblocked",
                        "csrf-refused",
                        "administered");
    }

    @Test
    void event_of_a_session_names_it() {
        assertThat(ALL.stream().map(LiveEvent::of).limit(7)).allSatisfy(event -> {
            assertThat(event.key()).isEqualTo(KEY.value());
            assertThat(event.application()).isEqualTo("/shop");
            assertThat(event.principal()).isEqualTo("alice");
        });
    }

    @Test
    void what_only_some_have_stands_beside_the_common_form() {
        assertThat(LiveEvent.of(ALL.get(3)).reason()).isEqualTo("admin");
        assertThat(LiveEvent.of(ALL.get(3)).by()).isEqualTo("root");
        assertThat(LiveEvent.of(ALL.get(10)).by()).isEqualTo("root");
        assertThat(LiveEvent.of(ALL.get(10)).application()).isEqualTo("/");
        assertThat(LiveEvent.of(ALL.get(10)).principal()).isEqualTo("alice");
        assertThat(LiveEvent.of(ALL.get(10)).more()).isEqualTo(Map.of("action", "end-principal"));
        assertThat(LiveEvent.of(ALL.get(4)).ipAddress()).isEqualTo("192.0.2.2");
        assertThat(LiveEvent.of(ALL.get(4)).more()).isEqualTo(Map.of("before", "192.0.2.1"));
        assertThat(LiveEvent.of(ALL.get(5)).more()).isEqualTo(Map.of("before", "one"));
        assertThat(LiveEvent.of(ALL.get(7)).more()).isEqualTo(Map.of("username", "alice", "kind", "address"));
        assertThat(LiveEvent.of(ALL.get(8)).by()).isEqualTo("root");
        assertThat(LiveEvent.of(ALL.get(9)).more()).isEqualTo(Map.of("cause", "token"));
    }
}
