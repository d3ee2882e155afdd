package dev.sojourn.it.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.EventReader;
import dev.sojourn.it.OnServer;
import dev.sojourn.it.Visitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code GET /api/admin/events} of one node that keeps no history. */
class EventsIT extends OnServer {

    private static final int MOST_STREAMS_OF_ONE = 25;

    @Test
    void login_and_logout_of_another_user_are_shown_as_they_happen() {
        String account = Accounts.fresh();
        try (var events = EventReader.open(server, signedIn(Accounts.ADMIN))) {
            Visitor visitor = signedIn(account);
            String key = visitor.key();
            visitor.delete("/api/session").is(204);
            await().until(() -> events.typesOf(account).contains("ended"));

            assertThat(events.typesOf(account)).containsExactly("created", "authenticated", "ended");
            assertThat(events.received())
                    .filteredOn(event -> account.equals(event.data().getString("principal", null)))
                    .allSatisfy(event -> {
                        assertThat(event.name()).isEqualTo("session");
                        assertThat(event.id()).isNull();
                        assertThat(event.data().getString("key")).isEqualTo(key);
                        assertThat(event.data().getString("application")).isEqualTo("/");
                        assertThat(event.data().keySet())
                                .contains("type", "at", "namespace", "ipAddress", "reason", "by");
                    })
                    .anySatisfy(event -> assertThat(event.data().getString("ipAddress", null))
                            .isEqualTo(visitor.address()))
                    .anySatisfy(event ->
                            assertThat(event.data().getString("reason", null)).isEqualTo("logout"));
        }
    }

    @Test
    void stream_is_kept_by_no_cache_and_held_back_by_no_proxy() {
        try (var events = EventReader.open(server, signedIn(Accounts.ADMIN))) {
            var headers = events.response().headers();

            assertThat(events.response().statusCode()).isEqualTo(200);
            assertThat(headers.firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
            assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
            assertThat(headers.firstValue("Vary")).hasValue("Cookie");
            assertThat(headers.firstValue("X-Accel-Buffering")).hasValue("no");
        }
    }

    @Test
    void client_is_told_at_once_when_to_come_again() {
        try (var events = EventReader.open(server, signedIn(Accounts.ADMIN))) {
            await().until(() -> events.retryMillis() == 3000);

            assertThat(events.lastEventId()).as("nothing can be resumed here").isNull();
        }
    }

    @Test
    void client_that_wants_something_else_is_told() {
        signedIn(Accounts.ADMIN)
                .call("GET", "/api/admin/events")
                .header("Accept", "application/json")
                .send()
                .isProblem(406, "bad-request");
    }

    @Test
    void without_a_session_or_the_role_it_is_a_problem() {
        visitor().get("/api/admin/events").isNoSession("missing");
        signedIn(Accounts.fresh()).get("/api/admin/events").isProblem(403, "forbidden");
    }

    @Test
    void blocked_login_is_shown_with_its_name() {
        String account = Accounts.fresh();
        try (var events = EventReader.open(server, signedIn(Accounts.ADMIN))) {
            for (int i = 0; i < 6; i++) {
                visitor().signIn(account, "guess");
            }

            await().untilAsserted(() -> assertThat(events.received()).anySatisfy(event -> {
                assertThat(event.data().getString("type")).isEqualTo("login-blocked");
                assertThat(event.data().getString("username")).isEqualTo(account);
                assertThat(event.data().getString("kind")).isEqualTo("username");
            }));
        }
    }

    @Test
    void stream_ends_with_the_session_that_opened_it() {
        Visitor leaving = signedIn(Accounts.ADMIN);
        Visitor staying = signedIn(Accounts.ADMIN);
        try (var ending = EventReader.open(server, leaving);
                var going = EventReader.open(server, staying)) {
            leaving.delete("/api/session").is(204);

            await().until(ending::over);
            assertThat(going.over()).isFalse();
        }
    }

    @Test
    void heartbeat_comes_while_nothing_happens() {
        try (var events = EventReader.open(server, signedIn(Accounts.ADMIN))) {
            await().atMost(Duration.ofSeconds(30)).until(() -> events.comments().contains("heartbeat"));
        }
    }

    @Test
    @Timeout(60)
    void head_opens_no_stream() {
        Visitor admin = signedIn(Accounts.ADMIN);
        for (int i = 0; i <= MOST_STREAMS_OF_ONE; i++) {
            var head = admin.call("HEAD", "/api/admin/events").send().is(200).isPrivate();
            assertThat(head.header("Content-Type")).hasValue("text/event-stream");
        }
        try (var events = EventReader.open(server, admin)) {
            assertThat(events.response().statusCode()).isEqualTo(200);
        }
        visitor().call("HEAD", "/api/admin/events").send().is(401);
        signedIn(Accounts.fresh()).call("HEAD", "/api/admin/events").send().is(403);
    }

    @Test
    void one_stream_too_many_of_a_session_is_refused_and_keeps_nobody_else_from_watching() {
        Visitor admin = signedIn(Accounts.ADMIN);
        Visitor other = signedIn(Accounts.ADMIN);
        List<EventReader> readers = new ArrayList<>();
        try {
            for (int i = 0; i < MOST_STREAMS_OF_ONE; i++) {
                readers.add(EventReader.open(server, admin));
            }
            assertThat(readers).allMatch(reader -> reader.response().statusCode() == 200);

            admin.get("/api/admin/events").isProblem(503, "too-many-streams");
            try (var next = EventReader.open(server, other)) {
                assertThat(next.response().statusCode()).isEqualTo(200);
            }
            readers.remove(0).close();
            await().atMost(Duration.ofSeconds(90)).until(() -> {
                try (var again = EventReader.open(server, admin)) {
                    return again.response().statusCode() == 200;
                }
            });
        } finally {
            readers.forEach(EventReader::close);
        }
    }
}
