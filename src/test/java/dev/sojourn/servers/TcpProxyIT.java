package dev.sojourn.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TcpProxyIT {

    private final RedisServer server = RedisServer.shared();
    private final TcpProxy proxy = TcpProxy.to(server.port());

    @AfterEach
    void close() {
        proxy.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("tcp-proxy"));
    }

    private Resp connect() {
        return Resp.connect(proxy.port(), null);
    }

    private static CompletableFuture<Object> ping(Resp client) {
        return CompletableFuture.supplyAsync(() -> String.valueOf(client.call("PING")));
    }

    @Test
    void forwarding_counts_connections_and_round_trips() {
        try (Resp first = connect();
                Resp second = connect()) {
            first.call("SET", "big", "x".repeat(300_000));
            first.call("GET", "big");
            second.call("PING");

            assertThat(proxy.connections()).isEqualTo(2);
            assertThat(proxy.trips()).isGreaterThanOrEqualTo(3);
            assertThat(proxy.openConnections()).isEqualTo(2);
        }
        Awaitility.await().until(() -> proxy.openConnections() == 0);
    }

    @Test
    void small_requests_one_by_one_are_a_trip_each() {
        try (Resp client = connect()) {
            for (int i = 0; i < 10; i++) {
                client.call("INCR", "counter");
            }
        }
        assertThat(proxy.trips()).isEqualTo(10);
    }

    @Test
    void refusing_breaks_what_is_open_and_restored_serves_on_the_same_port() {
        try (Resp before = connect()) {
            before.call("PING");

            proxy.refuse();

            assertThatThrownBy(() -> before.call("PING")).isInstanceOf(UncheckedIOException.class);
            assertThatThrownBy(this::connect).hasCauseInstanceOf(ConnectException.class);
        }
        proxy.restore();
        try (Resp after = connect()) {
            assertThat(after.call("PING")).isEqualTo("PONG");
        }
    }

    @Test
    void black_hole_holds_back_until_restored() {
        try (Resp client = connect()) {
            client.call("PING");
            proxy.blackHole();

            CompletableFuture<Object> answer = ping(client);

            assertThat(answer).failsWithin(200, TimeUnit.MILLISECONDS);
            proxy.restore();
            assertThat(answer).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo("PONG");
        }
    }

    @Test
    void held_replies_are_of_requests_that_were_done() {
        try (Resp client = connect()) {
            client.call("PING");
            proxy.holdReplies();

            CompletableFuture<Object> answer =
                    CompletableFuture.supplyAsync(() -> String.valueOf(client.call("SET", "held", "yes")));

            Awaitility.await().until(() -> "yes".equals(server.command("GET", "held")));
            assertThat(answer).isNotDone();
            proxy.restore();
            assertThat(answer).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo("OK");
        }
    }

    @Test
    void delay_holds_each_trip_that_long_and_ends_when_restored() {
        try (Resp client = connect()) {
            proxy.delay(Duration.ofMillis(50));
            long start = System.nanoTime();
            client.call("PING");
            client.call("PING");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(100));

            proxy.delay(Duration.ofHours(1));
            CompletableFuture<Object> answer = ping(client);
            assertThat(answer).failsWithin(200, TimeUnit.MILLISECONDS);
            proxy.restore();
            assertThat(answer).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo("PONG");
        }
    }

    @Test
    void torn_reply_ends_in_its_middle() {
        server.command("SET", "text", "0123456789");
        try (Resp client = connect()) {
            client.call("PING");
            proxy.tearReplies(9);

            assertThatThrownBy(() -> client.call("GET", "text")).hasCauseInstanceOf(EOFException.class);
        }
    }

    @Test
    void reset_breaks_open_connections_and_no_others() {
        try (Resp before = connect()) {
            before.call("PING");

            proxy.resetConnections();

            assertThatThrownBy(() -> before.call("PING")).hasCauseInstanceOf(SocketException.class);
            try (Resp after = connect()) {
                assertThat(after.call("PING")).isEqualTo("PONG");
            }
        }
    }

    @Test
    void server_that_is_not_there_resets_its_clients() {
        try (TcpProxy toNobody = TcpProxy.to(Ports.free())) {
            assertThatThrownBy(() -> {
                        try (Resp client = Resp.connect(toNobody.port(), null)) {
                            client.call("PING");
                        }
                    })
                    .isInstanceOf(UncheckedIOException.class);
        }
    }
}
