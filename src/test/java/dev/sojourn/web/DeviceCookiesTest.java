package dev.sojourn.web;

import static dev.sojourn.web.WebFixture.COOKIE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.NewSession;
import dev.sojourn.Touch;
import dev.sojourn.event.SessionEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The cookie of known devices, and the event of new ones. */
class DeviceCookiesTest {

    private static final String DEVICE = "__Host-device_id";

    private final Site site = new Site(new WebFixture());

    private FakeResponse login(FakeRequest request, String principal) {
        var response = new FakeResponse();
        HttpCurrentSession.open(
                        site.services(new WebFixture().settings()),
                        COOKIE,
                        request.build(),
                        response.build(),
                        Touch.YES)
                .login(NewSession.of(principal));
        return response;
    }

    private List<String> newDevices() {
        return site.events.stream()
                .filter(SessionEvent.NewDevice.class::isInstance)
                .map(event -> ((SessionEvent.NewDevice) event).principal())
                .toList();
    }

    @Test
    void cookie_has_the_attributes_of_the_session_cookie_and_the_device_memory() {
        FakeResponse response = login(FakeRequest.post("/login"), "alice");

        assertThat(response.headers("Set-Cookie"))
                .anySatisfy(line -> assertThat(line)
                        .matches(DEVICE
                                + "=[A-Za-z0-9_-]{22}; Path=/; Max-Age=7776000; Secure; HttpOnly; SameSite=Lax"));
    }

    @Test
    void second_device_is_an_event_and_the_first_and_a_known_one_are_none() {
        String first = login(FakeRequest.post("/login"), "alice").cookie(DEVICE);
        assertThat(newDevices()).isEmpty();

        String second = login(FakeRequest.post("/login"), "alice").cookie(DEVICE);
        assertThat(newDevices()).containsExactly("alice");
        assertThat(second).isNotEqualTo(first);

        assertThat(login(FakeRequest.post("/login").cookie(DEVICE, first), "alice")
                        .cookie(DEVICE))
                .isEqualTo(first);
        assertThat(newDevices()).hasSize(1);
    }

    @Test
    void browser_of_two_users_keeps_its_id() {
        String id = login(FakeRequest.post("/login"), "alice").cookie(DEVICE);

        assertThat(login(FakeRequest.post("/login").cookie(DEVICE, id), "bob").cookie(DEVICE))
                .isEqualTo(id);
    }

    @Test
    void planted_or_made_up_id_is_replaced() {
        String twice = login(
                        FakeRequest.post("/login")
                                .cookie(DEVICE, "A".repeat(22))
                                .cookie(DEVICE, "B".repeat(22)),
                        "alice")
                .cookie(DEVICE);
        assertThat(twice).isNotIn("A".repeat(22), "B".repeat(22));

        String odd = login(FakeRequest.post("/login").cookie(DEVICE, "../etc"), "alice")
                .cookie(DEVICE);
        assertThat(odd).matches("[A-Za-z0-9_-]{22}");
    }
}
