package dev.sojourn.store.memcached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemcachedOptionsTest {

    private static MemcachedOptionsBuilder valid() {
        return MemcachedOptionsBuilder.on(11211);
    }

    @ParameterizedTest
    @CsvSource({
        "cache1, cache1, 11211, cache1:11211",
        "cache1:11311, cache1, 11311, cache1:11311",
        "' 10.0.0.1:1 ', 10.0.0.1, 1, 10.0.0.1:1",
        "[::1], ::1, 11211, [::1]:11211",
        "[2001:db8::1]:65535, 2001:db8::1, 65535, [2001:db8::1]:65535"
    })
    void server_inText_isReadAndWritten(String text, String host, int port, String written) {
        ServerAddress server = ServerAddress.parse(text);
        assertThat(server).isEqualTo(new ServerAddress(host, port));
        assertThat(server).hasToString(written);
        assertThat(ServerAddress.parse(written)).isEqualTo(server);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", ":11211", "a:", "a:0", "a:65536", "a:x", "a:-1", "a b", "a,b", "::1", "[::1", "[::1]x", "[]:1"
            })
    void server_inOtherText_isRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ServerAddress.parse(text));
    }

    @Test
    void noServer_orOneTwice_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MemcachedOptionsBuilder.on().build())
                .withMessageContaining("sojourn.memcached.servers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MemcachedOptionsBuilder.on(11211, 11211).build())
                .withMessageContaining("127.0.0.1:11211");
    }

    @Test
    void userWithoutPassword_orTheOtherWayRound_isRefused() {
        for (List<String> half : List.of(List.of("bob", ""), List.of("", "secret"))) {
            String user = half.get(0).isEmpty() ? null : half.get(0);
            String password = half.get(1).isEmpty() ? null : half.get(1);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> valid().user(user, password).build())
                    .withMessageContaining("both")
                    .withMessageNotContaining("secret");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> valid().user("bob", "a\0secret").build())
                .withMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 101})
    void poolSize_outsideItsRange_isRefused(int size) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> valid().poolSize(size).build())
                .withMessage("sojourn.memcached.pool-size is 1 to 100, not " + size);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.009S", "-PT1S", "PT60.001S"})
    void timeout_outsideItsRange_isRefused(Duration timeout) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> valid().timeout(timeout).build())
                .withMessageContaining("sojourn.memcached.timeout is PT0.01S to PT1M");
    }

    @Test
    void password_isNotShown() {
        assertThat(valid().user("bob", "secret").build().toString())
                .contains("bob", "***")
                .doesNotContain("secret");
        assertThat(valid().build().toString()).contains("password=none");
    }
}
