package dev.sojourn.store.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.IssuedSession;
import dev.sojourn.NewSession;
import dev.sojourn.Touch;
import dev.sojourn.Validation;
import dev.sojourn.engine.SecureTokenSource;
import dev.sojourn.engine.SessionEngine;
import dev.sojourn.store.Change;
import dev.sojourn.store.ChangeKind;
import dev.sojourn.store.Mirror;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import dev.sojourn.support.JsonbMapper;
import dev.sojourn.support.MutableClock;
import dev.sojourn.support.Policies;
import dev.sojourn.support.RecordedEvents;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody else wrote into our tables. */
class ForeignRowsTest {

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=10";
    private final MutableClock clock = MutableClock.startingNow();
    private final SessionStore store = DatabaseStores.open(
            new DatabaseOptions(
                    new DatabaseOptions.Url(url, null, null), 5, Duration.ofSeconds(20), SchemaMode.CREATE, "sojourn:"),
            clock);
    private final SessionEngine engine = new SessionEngine(
            store, Policies.DEFAULT.build(), clock, new SecureTokenSource(), new JsonbMapper(), new RecordedEvents());

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"kind = 'lease'", "kind = 'x'", "realm = 'x', kind = 'x'", "keep_until = -9223372036854775808"})
    void rowOfAPrincipalThatCannotBeRead_givesWay(String changed) throws SQLException {
        engine.create(NewSession.of("alice"));
        assertThat(update("update sojourn_record set " + changed + " where id = 'sojourn:~p:alice'"))
                .isEqualTo(1);
        IssuedSession next = engine.create(NewSession.of("alice"));
        assertThat(engine.sessionsOf("alice"))
                .extracting(session -> session.key())
                .contains(next.session().key());
        assertThat(engine.accountChanged("alice")).isPositive();
        assertThat(engine.validate(next.token().value(), Touch.NO)).isNotInstanceOf(Validation.Live.class);
        assertThat(update("update sojourn_record set version = version"
                        + " where id = 'sojourn:~p:alice' and realm = 'sojourn:~' and kind = 'principal'"))
                .isEqualTo(1);
    }

    /** A node of this release has a touch to deliver of a session that one of a later release has ended meanwhile. */
    @Test
    void endForAReasonThatOnlyALaterReleaseKnows_isNotCoveredByALateCopy() throws SQLException {
        StoredRecord live = RecordBuilder.session("a", clock.instant()).build();
        StoredRecord ended = RecordBuilder.session("a", clock.instant())
                .version(2, 1)
                .ended()
                .build();
        assertThat(store.create(live)).isTrue();
        assertThat(store.replace(live, ended)).isEqualTo(WriteOutcome.WRITTEN);
        assertThat(update("update sojourn_record set end_reason = 'later' where end_reason is not null"))
                .isEqualTo(1);
        StoredRecord touched = RecordBuilder.session("a", clock.instant())
                .version(3, 1)
                .build()
                .withChange(new Change(ChangeKind.TOUCHED, clock.instant(), null));

        assertThat(store.capability(Mirror.class).orElseThrow().takeOver(List.of(touched)))
                .isEmpty();

        assertThat(store.load(live.key())).isNull();
        assertThat(update("update sojourn_record set version = version where end_reason = 'later'"))
                .isEqualTo(1);
    }

    @Test
    void sessionCreatedBeforeAllTime_isNoErrorOfTheCleanup() throws SQLException {
        engine.create(NewSession.of("alice"));
        assertThat(update("update sojourn_record set created_at = -9223372036854775808, expires_at = 0, due_at = 0"
                        + " where kind = 'session'"))
                .isEqualTo(1);
        engine.cleanup();
        assertThat(engine.sessionsOf("alice")).isEmpty();
    }

    @Test
    void instantsThatNoColumnCanSay_areTheOutermostThatOneCan() {
        assertThat(Rows.millis(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
        assertThat(Rows.millis(Instant.MAX.minusSeconds(1))).isEqualTo(Long.MAX_VALUE);
        assertThat(Rows.millis(Instant.MIN)).isEqualTo(Long.MIN_VALUE);
        assertThat(Rows.millis(Rows.instant(Long.MIN_VALUE))).isEqualTo(Long.MIN_VALUE);
        assertThat(Rows.millis(Rows.instant(Long.MAX_VALUE - 1))).isEqualTo(Long.MAX_VALUE - 1);
        assertThat(Rows.millis(Instant.ofEpochMilli(-1).minusNanos(1))).isEqualTo(-2);
    }

    private int update(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }
}
