package dev.sojourn.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.store.database.DatabaseOptions.Url;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseOptionsTest {

    private static final Url URL = new Url("jdbc:h2:mem:options", null, null);

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1001})
    void poolSize_outOfRange_isRefusedWithTheKey(int size) {
        assertThatThrownBy(() -> new DatabaseOptions(URL, size, Duration.ofSeconds(5), SchemaMode.NONE, "s:"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sojourn.database.pool-size is 1 to 1000, not " + size);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.009S", "PT11M"})
    void timeout_outOfRange_isRefusedWithTheKey(Duration timeout) {
        assertThatThrownBy(() -> new DatabaseOptions(URL, 1, timeout, SchemaMode.NONE, "s:"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sojourn.database.timeout")
                .hasMessageContaining(timeout.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "ä", "nul\0"})
    void prefix_notVisibleAscii_isRefused(String prefix) {
        assertThatThrownBy(() -> new DatabaseOptions(URL, 1, Duration.ofSeconds(5), SchemaMode.NONE, prefix))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sojourn.prefix");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "postgresql://db", "jdbc:oracle:thin:scott/tiger@db", "JDBC:H2:mem:x", "jdbc:mysql://db"})
    void url_ofAnotherKind_isRefusedWithoutBeingShown(String url) {
        assertThatThrownBy(() -> new Url(url, null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jdbc:postgresql:, jdbc:mariadb:, jdbc:h2:")
                .hasMessageNotContaining("tiger");
    }

    @Test
    void text_hasNoSecret() {
        var inProperties = new Url("jdbc:postgresql://db:5432/sojourn?user=u&password=s3cret", "me", "s3cret");
        var inAuthority = new Url("jdbc:mariadb://u:s3cret@db/sojourn", null, null);
        var inSettings = new Url("jdbc:h2:mem:x;USER=u;PASSWORD=s3cret", null, null);
        assertThat(inProperties.toString())
                .doesNotContain("s3cret")
                .contains("jdbc:postgresql://db:5432/sojourn", "me");
        assertThat(inAuthority.toString()).doesNotContain("s3cret");
        assertThat(inSettings.toString()).doesNotContain("s3cret");
        assertThat(new DatabaseOptions(inProperties, 1, Duration.ofSeconds(5), SchemaMode.NONE, "s:").toString())
                .doesNotContain("s3cret");
    }
}
