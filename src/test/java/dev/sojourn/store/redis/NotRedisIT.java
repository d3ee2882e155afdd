package dev.sojourn.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sojourn.StorageException;
import dev.sojourn.StorageUnavailableException;
import dev.sojourn.servers.Stranger;
import dev.sojourn.store.ExpiryIndex;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.RecordFilter;
import dev.sojourn.store.SearchIndex;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.redis.RedisTopology.Cluster;
import dev.sojourn.store.redis.RedisTopology.Sentinel;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Something that listens where Redis should, speaks as if it knew the protocol, and is no Redis. */
class NotRedisIT {

    private static final String WELCOME = "*2\r\n$6\r\nserver\r\n$5\r\nredis\r\n";

    @ParameterizedTest
    @ValueSource(strings = {"+OK\r\n", ":5\r\n", "$-1\r\n", "*0\r\n", "*1\r\n:7\r\n", "*-1\r\n", "*-5\r\n"})
    void strangerThatAnswersTheGreeting_isTold(String answer) throws IOException {
        try (Stranger stranger = Stranger.start(answer, answer)) {
            RedisOptions plain = RedisTestOptions.of(stranger.port());
            for (RedisOptions options : List.of(plain, plain.withLogin(new RedisLogin("sojourn", "secret")))) {
                try (SessionStore store = RedisStores.open(options, Clock.systemUTC())) {
                    assertThatThrownBy(store::ping)
                            .isInstanceOf(StorageUnavailableException.class)
                            .hasMessageContaining("does not speak as Redis does");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"+OK\r\n", ":5\r\n", "*1\r\n:7\r\n", "*2\r\n:7\r\n:8\r\n", "*2\r\n$1\r\nx\r\n$1\r\ny\r\n"})
    void strangerInThePlaceOfASentinelOrANode_isUnavailable(String answer) throws IOException {
        for (String greeting : List.of(answer, WELCOME)) {
            try (Stranger stranger = Stranger.start(greeting, answer)) {
                var node = new RedisNode("127.0.0.1", stranger.port());
                for (RedisTopology topology :
                        List.of(new Sentinel("main", List.of(node), RedisLogin.NONE), new Cluster(List.of(node)))) {
                    RedisOptions options = RedisTestOptions.of(node.port()).withTopology(topology);
                    try (SessionStore store = RedisStores.open(options, Clock.systemUTC())) {
                        assertThatThrownBy(store::ping).isInstanceOf(StorageUnavailableException.class);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+OK\r\n",
                ":5\r\n",
                "$-5\r\n",
                "*1\r\n:7\r\n",
                "*2\r\n:7\r\n:8\r\n",
                "*2\r\n$1\r\nx\r\n$1\r\ny\r\n"
            })
    void strangerThatAnswersCommands_isAFailureOfTheStorage(String answer) throws IOException {
        Instant now = Clock.systemUTC().instant();
        StoredRecord record = RecordBuilder.session("a", now).build();
        var anything = new RecordFilter(null, null, false, null, null, "192.0.2.1"::equals, now);
        List<Consumer<SessionStore>> calls = new ArrayList<>(List.of(
                SessionStore::ping,
                store -> store.load(record.key()),
                store -> store.create(record),
                store -> store.replace(record, record),
                store -> store.capability(SearchIndex.class).orElseThrow().count(anything),
                store -> store.capability(ExpiryIndex.class).orElseThrow().expired(now, 5)));
        try (Stranger stranger = Stranger.start(WELCOME, answer)) {
            for (Consumer<SessionStore> call : calls) {
                try (SessionStore store = RedisStores.open(RedisTestOptions.of(stranger.port()), Clock.systemUTC())) {
                    Throwable thrown = catchThrowable(() -> call.accept(store));
                    assertThat(thrown).as("call %s", calls.indexOf(call)).isInstanceOf(StorageException.class);
                }
            }
        }
    }
}
