package dev.sojourn.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RedisServerIT extends ServerContract<RedisServer> {

    @Override
    protected RedisServer open() {
        return RedisServer.with().durable().start();
    }

    @Override
    protected void talk(RedisServer running) {
        assertThat(running.version()).matches("\\d+\\.\\d+\\.\\d+");
    }

    @Test
    void durable_server_keeps_what_it_acknowledged_over_a_kill() {
        server().command("SET", "kept", "yes");

        server().kill();
        server().restart();

        assertThat(server().command("GET", "kept")).isEqualTo("yes");
    }

    @Test
    void shared_server_is_empty_each_time() {
        RedisServer.shared().command("SET", "left", "over");

        assertThat(RedisServer.shared().command("DBSIZE")).isEqualTo("0");
    }

    @Test
    void password_is_asked_for() {
        try (RedisServer guarded = RedisServer.with().password("secret").start();
                Resp stranger = Resp.connect(guarded.port(), null)) {
            assertThat(guarded.command("PING")).isEqualTo("PONG");
            assertThatThrownBy(() -> stranger.call("PING")).hasMessageContaining("NOAUTH");
        }
    }

    @Test
    void user_may_do_only_what_its_rules_say() {
        try (RedisServer guarded = RedisServer.with()
                        .user("app", "secret", "~sojourn:*", "+@all")
                        .start();
                Resp client = Resp.connect(guarded.port(), null)) {
            client.call("AUTH", "app", "secret");

            assertThat(client.call("SET", "sojourn:1", "x")).isEqualTo("OK");
            assertThatThrownBy(() -> client.call("SET", "other:1", "x")).hasMessageContaining("NOPERM");
        }
    }

    @Test
    void tls_server_speaks_only_tls() {
        try (RedisServer secured = RedisServer.with().tls().start()) {
            assertThat(secured.command("PING")).isEqualTo("PONG");
            try (Resp plain = Resp.connect(secured.port(), null)) {
                assertThatThrownBy(() -> plain.call("PING")).isInstanceOf(RuntimeException.class);
            }
        }
    }

    @Test
    void full_server_refuses_to_write_and_goes_on_reading() {
        try (RedisServer small =
                RedisServer.with().arguments("--maxmemory", "3mb").start()) {
            small.command("SET", "kept", "yes");
            String megabyte = "x".repeat(1 << 20);

            assertThatThrownBy(() -> {
                        for (int i = 0; i < 10; i++) {
                            small.command("SET", "filler" + i, megabyte);
                        }
                    })
                    .hasMessageContaining("OOM");
            assertThat(small.command("GET", "kept")).isEqualTo("yes");
        }
    }

    @Test
    void failed_start_tells_why_and_leaves_no_process() {
        long before = ProcessHandle.current().children().count();

        assertThatThrownBy(() ->
                        RedisServer.with().arguments("--no-such-option", "1").start())
                .hasMessageContaining("no-such-option");

        assertThat(ProcessHandle.current().children().count()).isEqualTo(before);
    }
}
