package dev.sojourn.store.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.AttributeChanges;
import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.NewSession;
import dev.sojourn.Touch;
import dev.sojourn.engine.SecureTokenSource;
import dev.sojourn.engine.SessionEngine;
import dev.sojourn.store.SessionStore;
import dev.sojourn.support.JsonbMapper;
import dev.sojourn.support.LoginSteps;
import dev.sojourn.support.MutableClock;
import dev.sojourn.support.Policies;
import dev.sojourn.support.RecordedEvents;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operations cost in statements: the database column of the budget. */
class CostTest {

    private static final String SELECT = "select sojourn_record";
    private static final String UPDATE = "update sojourn_record";
    private static final String INSERT = "insert sojourn_record";
    private static final String HISTORY = "insert sojourn_history";
    private static final String COMMIT = "commit";
    private static final int LIMIT = 5;

    private final MutableClock clock = MutableClock.startingNow();
    private final JdbcConnectionPool pool =
            JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=10", "sa", "");
    private final RecordingDataSource recording = new RecordingDataSource(pool);
    private SessionStore store;
    private SessionEngine engine;

    @BeforeEach
    void open() {
        store = DatabaseStores.open(
                new DatabaseOptions(
                        new DatabaseOptions.Given(recording), 4, Duration.ofSeconds(20), SchemaMode.CREATE, "cost:"),
                clock);
        store.ping();
        engine = new SessionEngine(
                store,
                Policies.DEFAULT.limit(LIMIT).build(),
                clock,
                new SecureTokenSource(),
                new JsonbMapper(),
                new RecordedEvents());
    }

    @AfterEach
    void close() {
        store.close();
        pool.dispose();
    }

    @Test
    void validate_insideTheTouchInterval_isOneSelect() {
        IssuedSession issued = login();
        assertThat(statements(() -> engine.validate(issued.token().value()))).containsExactly(SELECT);
    }

    @Test
    void validate_withATouchDue_isOneSelectAndOneUpdate() {
        IssuedSession issued = login();
        clock.advance(Duration.ofMinutes(2));
        assertThat(statements(() -> engine.validate(issued.token().value()))).containsExactly(SELECT, UPDATE);
    }

    @Test
    void loginThatEvicts_isOneTransactionAfterTwoSelects() {
        for (int i = 0; i < LIMIT; i++) {
            login();
            clock.advance(Duration.ofSeconds(1));
        }
        // the principal's index and the one who is evicted, the new session, and the history of both
        assertThat(statements(this::login))
                .startsWith(SELECT, SELECT)
                .endsWith(HISTORY, HISTORY, COMMIT)
                .containsExactlyInAnyOrder(SELECT, SELECT, UPDATE, UPDATE, INSERT, HISTORY, HISTORY, COMMIT);
        assertThat(engine.sessionsOf("alice")).hasSize(LIMIT);
    }

    @Test
    void wholeLogin_readsTheKnownDevicesOnceAndWritesThemWhenTheDeviceIsNew() {
        var logins = new LoginSteps(store, engine, clock);
        String[] known = {logins.signIn("alice")};
        // a known device has a count of its own, which begins here
        logins.signIn("alice", known);
        List<String> again = statements(() -> logins.signIn("alice", known));
        List<String> brought = statements(() -> logins.signIn("alice", "of somebody else"));
        List<String> without = statements(() -> logins.signIn("alice"));
        // the devices and the attempt, the epoch and the outcome, the session
        List<String> login = List.of(
                SELECT, SELECT, UPDATE, UPDATE, COMMIT, SELECT, SELECT, UPDATE, UPDATE, COMMIT, SELECT, UPDATE, INSERT,
                HISTORY, COMMIT);
        assertThat(again).isEqualTo(login);
        assertThat(brought)
                .startsWith(login.toArray(String[]::new))
                .hasSize(login.size() + 1)
                .endsWith(UPDATE);
        assertThat(without)
                .containsExactlyInAnyOrderElementsOf(brought)
                .startsWith(SELECT, UPDATE)
                .endsWith(SELECT, UPDATE);
    }

    @Test
    void rotateChangeAndEnd_areOneSelectAndOneTransactionEach() {
        IssuedSession issued = login();
        IssuedSession[] rotated = new IssuedSession[1];
        assertThat(statements(() -> rotated[0] = engine.rotate(issued.token())))
                .containsExactly(SELECT, UPDATE, HISTORY, COMMIT);
        assertThat(statements(() -> engine.update(
                        issued.session().key(), AttributeChanges.none().put("a", 1), Touch.NO)))
                .containsExactly(SELECT, UPDATE, HISTORY, COMMIT);
        assertThat(statements(() -> engine.end(rotated[0].token(), EndReason.LOGOUT)))
                .containsExactly(SELECT, UPDATE, HISTORY, COMMIT);
    }

    @Test
    void listing_isTwoSelects_andEndingAll_isOneTransactionAfterThem() {
        for (int i = 0; i < 3; i++) {
            login();
        }
        assertThat(statements(() -> engine.sessionsOf("alice"))).containsExactly(SELECT, SELECT);
        assertThat(statements(() -> engine.endAll("alice", EndReason.ADMIN)))
                .containsExactly(SELECT, SELECT, UPDATE, UPDATE, UPDATE, UPDATE, HISTORY, HISTORY, HISTORY, COMMIT);
        assertThat(engine.sessionsOf("alice")).isEmpty();
    }

    private IssuedSession login() {
        return engine.create(NewSession.of("alice"));
    }

    private List<String> statements(Runnable work) {
        assertThat(recording.done()).isNotNull();
        work.run();
        return recording.done();
    }
}
