package dev.sojourn.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.sojourn.StorageUnavailableException;
import dev.sojourn.servers.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Protocol;

/** What the pool does with connections. */
class PoolIT {

    private static final Command PING = new Command.Read(Protocol.Command.PING, List.of(), List.of());

    private final RedisServer server = RedisServer.start();
    private final RedisNode node = new RedisNode(server.host(), server.port());
    private final Pool pool = new Pool(new Connector(any -> node, RedisLogin.NONE, 0, null, Duration.ofSeconds(20)), 2);

    @AfterEach
    void close() {
        pool.close();
        server.close();
    }

    @Test
    void link_that_was_given_back_is_taken_again() {
        Link link = used();
        pool.give(link);
        assertThat(pool.take(soon())).isSameAs(link);
    }

    @Test
    void link_in_use_while_all_were_given_up_is_closed_when_it_is_given_back() {
        Link inUse = used();
        pool.clear();
        pool.give(inUse);
        assertThat(inUse.isConnected()).isFalse();
        assertThat(used()).isNotSameAs(inUse);
    }

    @Test
    void discarded_link_makes_room_for_who_waits() throws Exception {
        Link first = used();
        used();
        CompletableFuture<Link> waiting = CompletableFuture.supplyAsync(() -> pool.take(soon()));
        pool.discard(first);
        assertThat(waiting.get(30, TimeUnit.SECONDS).isConnected()).isTrue();
    }

    @Test
    void who_waits_for_a_pool_that_is_closed_is_told_and_not_left_interrupted() {
        used();
        used();
        List<Throwable> thrown = new CopyOnWriteArrayList<>();
        List<Boolean> interrupted = new CopyOnWriteArrayList<>();
        Thread waiting = new Thread(() -> {
            thrown.add(catchThrowable(() -> pool.take(soon())));
            interrupted.add(Thread.currentThread().isInterrupted());
        });
        waiting.start();
        await().until(waiting::getState, Thread.State.TIMED_WAITING::equals);
        pool.close();
        await().until(() -> !interrupted.isEmpty());
        assertThat(thrown)
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .isInstanceOf(StorageUnavailableException.class)
                        .hasMessage("redis: the store is closed"));
        assertThat(interrupted).containsExactly(false);
    }

    private Link used() {
        Link link = pool.take(soon());
        link.exchange(List.of(PING), soon());
        return link;
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(20));
    }
}
