package dev.sojourn.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sojourn.StorageException;
import dev.sojourn.store.SessionStore;
import dev.sojourn.support.CapturedLog;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of a database that cannot be connected to has no password in it. */
class UrlPasswordsTest {

    private static final String URL = "jdbc:postgresql://db/x?user=u&password=s3cret%21&sslpassword=k3y&ssl=true";

    private final UrlPasswords passwords = UrlPasswords.of(new DatabaseOptions.Url(URL, "u", "0ther"));

    @ParameterizedTest
    @ValueSource(strings = {"s3cret%21", "s3cret!", "k3y", "0ther"})
    void failureThatTellsAPassword_tellsItNoMore(String secret) {
        var told = new SQLException("cannot parse " + secret + " at 7", "08001", 12, new IllegalStateException(secret));

        SQLException hidden = passwords.hiddenIn(told);

        assertThat(trace(hidden)).doesNotContain(secret).contains("cannot parse *** at 7");
        assertThat(hidden.getSQLState()).isEqualTo("08001");
        assertThat(hidden.getErrorCode()).isEqualTo(12);
        assertThat(hidden.getStackTrace()).isEqualTo(told.getStackTrace());
    }

    @Test
    void failureThatTellsNone_isLeftAsItIs() {
        var told = new SQLException("no route to db", "08001");

        SQLException left = passwords.hiddenIn(told);

        assertThat(left == told).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://127.0.0.1:bad/db?password=s3cret",
                "jdbc:postgresql://127.0.0.1:1/db?password=s3cret%zz",
                "jdbc:h2:relative;PASSWORD=s3cret",
                "jdbc:mariadb:x?password=s3cret",
                "jdbc:mariadb://127.0.0.1:bad/db?password=s3cret"
            })
    void wrongUrl_isTypedAndTellsNoPassword(String wrong) {
        var options = new DatabaseOptions(
                new DatabaseOptions.Url(wrong, null, null), 5, Duration.ofSeconds(20), SchemaMode.CREATE, "sojourn:");
        try (CapturedLog ours = new CapturedLog("dev.sojourn");
                CapturedLog pool = new CapturedLog("com.zaxxer.hikari");
                SessionStore store = DatabaseStores.open(options, Clock.systemUTC())) {
            Throwable thrown = catchThrowable(store::ping);

            assertThat(thrown).isInstanceOf(StorageException.class);
            assertThat(trace(thrown)).doesNotContain("s3cret");
            assertThat(ours.text()).contains("fails").doesNotContain("s3cret");
            assertThat(pool.text()).doesNotContain("s3cret");
        }
    }

    private static String trace(Throwable thrown) {
        var trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
