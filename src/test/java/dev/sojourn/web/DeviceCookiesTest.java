package dev.sojourn.web;

import static dev.sojourn.web.WebFixture.COOKIE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.NewSession;
import dev.sojourn.Touch;
import dev.sojourn.event.SessionEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The cookie of known devices, and the event of new ones. */
class DeviceCookiesTest {

    private static final String DEVICE = "__Host-device_id";
    private static final String ID = "[A-Za-z0-9_-]{22}";

    private final Site site = new Site(new WebFixture());

    private FakeResponse login(FakeRequest request, String principal) {
        var response = new FakeResponse();
        open(request, response).login(NewSession.of(principal));
        return response;
    }

    private HttpCurrentSession open(FakeRequest request, FakeResponse response) {
        return HttpCurrentSession.open(
                site.services(new WebFixture().settings()), COOKIE, request.build(), response.build(), Touch.YES);
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
    void browser_of_two_users_is_new_to_neither() {
        String ofAlice = login(FakeRequest.post("/login"), "alice").cookie(DEVICE);
        String ofBoth =
                login(FakeRequest.post("/login").cookie(DEVICE, ofAlice), "bob").cookie(DEVICE);
        assertThat(ofBoth).matches(ID + "\\." + ofAlice);

        String again = login(FakeRequest.post("/login").cookie(DEVICE, ofBoth), "alice")
                .cookie(DEVICE);
        String ofBob = ofBoth.substring(0, 22);
        assertThat(again).isEqualTo(ofAlice + "." + ofBob);
        assertThat(login(FakeRequest.post("/login").cookie(DEVICE, again), "bob")
                        .cookie(DEVICE))
                .isEqualTo(ofBoth);
        assertThat(newDevices()).isEmpty();
    }

    @Test
    void browser_of_many_is_known_to_the_last_five() {
        String cookie = login(FakeRequest.post("/login"), "user-0").cookie(DEVICE);
        for (int i = 1; i <= 5; i++) {
            cookie = login(FakeRequest.post("/login").cookie(DEVICE, cookie), "user-" + i)
                    .cookie(DEVICE);
        }
        assertThat(cookie).matches(ID + "(\\." + ID + "){4}");

        cookie = login(FakeRequest.post("/login").cookie(DEVICE, cookie), "user-1")
                .cookie(DEVICE);
        assertThat(newDevices()).isEmpty();
        login(FakeRequest.post("/login").cookie(DEVICE, cookie), "user-0");
        assertThat(newDevices()).containsExactly("user-0");
    }

    /** A sibling domain plants the id of a browser that it has itself, and knows for good, as it signed in there. */
    @Test
    void id_that_a_sibling_planted_does_not_become_a_device_of_its_victim() {
        String ofMallory = login(FakeRequest.post("/login"), "mallory").cookie(DEVICE);
        for (String planted : List.of(ofMallory, "A".repeat(22))) {
            String given = login(FakeRequest.post("/login").cookie(DEVICE, planted), "alice")
                    .cookie(DEVICE);
            assertThat(given).matches(ID + "\\." + planted);
            assertThat(knownAs("alice", planted)).isEmpty();
            assertThat(knownAs("alice", given)).isPresent();
        }
    }

    private Optional<String> knownAs(String username, String cookie) {
        return open(FakeRequest.post("/login").cookie(DEVICE, cookie), new FakeResponse())
                .device()
                .knownAs(username);
    }

    @Test
    void session_that_merely_goes_on_makes_no_device_known() {
        var alice = site.login("alice");
        site.clock.advance(Duration.ofSeconds(1));
        var response = new FakeResponse();
        var current = open(Site.with(alice, FakeRequest.post("/step")), response);
        var cookies = new LoginCookies(site.cookies(), () -> current);

        cookies.write(response.build(), site.manager.rotate(alice.token()));

        assertThat(response.cookies(COOKIE)).hasSize(1);
        assertThat(response.cookies(DEVICE)).isEmpty();
    }

    @Test
    void own_login_code_makes_the_device_known_once() {
        var response = new FakeResponse();
        var current = open(FakeRequest.post("/login"), response);
        var cookies = new LoginCookies(site.cookies(), () -> current);
        var issued = site.login("alice");
        cookies.write(response.build(), issued);
        String id = response.cookie(DEVICE);

        cookies.write(response.build(), site.manager.rotate(issued.token()));

        assertThat(response.cookie(DEVICE)).isEqualTo(id);
        assertThat(newDevices()).isEmpty();
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
