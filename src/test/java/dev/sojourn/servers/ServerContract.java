package dev.sojourn.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every fixture promises that a test can break. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServerContract<S extends TestServer> {

    private S server;

    /** Starts one. */
    protected abstract S open();

    /** Says something to it that needs an answer. */
    protected abstract void talk(S running) throws Exception;

    @BeforeAll
    void start() {
        server = open();
    }

    @AfterAll
    void end() {
        if (server != null) {
            server.close();
        }
    }

    S server() {
        return server;
    }

    @Test
    void started_answers() throws Exception {
        talk(server);

        assertThat(Ports.answers(server.port())).isTrue();
        Awaitility.await().until(() -> server.clients() == 0);
    }

    @Test
    void frozen_answers_only_after_resume() throws Exception {
        server.freeze();
        CompletableFuture<Void> answer = CompletableFuture.runAsync(() -> {
            try {
                talk(server);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        try {
            assertThat(answer).failsWithin(300, TimeUnit.MILLISECONDS);
        } finally {
            server.resume();
        }

        assertThat(answer).succeedsWithin(20, TimeUnit.SECONDS);
    }

    @Test
    void killed_is_gone_and_restarted_answers_on_the_same_port() throws Exception {
        int port = server.port();
        long first = server.pid();

        server.kill();

        assertThat(ProcessHandle.of(first)).isEmpty();
        assertThat(Ports.answers(port)).isFalse();

        server.restart();
        talk(server);

        assertThat(server.port()).isEqualTo(port);
        assertThat(server.pid()).isNotEqualTo(first);
    }

    @Test
    void closed_leaves_no_process_even_when_it_was_frozen() throws Exception {
        S other = open();
        long process = other.pid();
        int port = other.port();

        other.freeze();
        other.close();

        assertThat(ProcessHandle.of(process)).isEmpty();
        assertThat(Ports.answers(port)).isFalse();
    }
}
