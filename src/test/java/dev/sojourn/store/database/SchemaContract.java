package dev.sojourn.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sojourn.StorageUnavailableException;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.support.Outcome;
import dev.sojourn.support.Race;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is done about the tables, on one database that is empty at the beginning of each test. */
abstract class SchemaContract {

    private final StoredRecord record = RecordBuilder.of(
                    RecordKind.LEASE, "a", Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS))
            .build();

    protected abstract DatabaseOptions.Url source();

    @ParameterizedTest
    @EnumSource(
            value = SchemaMode.class,
            names = {"CREATE", "UPDATE"})
    void emptyDatabase_getsTheTables_whichAreWhatTheEntitiesNeed(SchemaMode mode) {
        try (SessionStore store = open(mode)) {
            store.ping();
        }
        assertThatCode(this::validateByHibernate).doesNotThrowAnyException();
        try (SessionStore store = open(SchemaMode.VALIDATE)) {
            assertThat(store.create(record)).isTrue();
        }
        try (SessionStore store = open(mode)) {
            assertThat(store.load(record.key())).isEqualTo(record);
        }
    }

    @Test
    void filesRunByHand_twice_areValid() throws Exception {
        List<String> file = Schema.statements(flavor(), "V1__sojourn.sql");
        execute(file);
        execute(file);
        try (SessionStore store = open(SchemaMode.VALIDATE)) {
            assertThat(store.create(record)).isTrue();
        }
    }

    @Test
    void validate_withoutTables_saysWhatIsMissingAndWhatToDo_untilItIsDone() throws Exception {
        try (SessionStore store = open(SchemaMode.VALIDATE)) {
            assertThat(catchThrowable(store::ping))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasCauseInstanceOf(SchemaException.class)
                    .hasMessageContaining("sojourn_record")
                    .hasMessageContaining("V1__sojourn.sql")
                    .hasMessageContaining("create, update, validate, none");
            assertThatThrownBy(() -> store.load(record.key())).hasCauseInstanceOf(SchemaException.class);
            execute(Schema.statements(flavor(), "V1__sojourn.sql"));
            assertThat(store.create(record)).isTrue();
        }
    }

    @Test
    void validate_withAColumnMissingOrOfAnotherType_namesIt() throws Exception {
        execute(Schema.statements(flavor(), "V1__sojourn.sql"));
        execute(List.of("ALTER TABLE sojourn_history DROP COLUMN done_by"));
        try (SessionStore store = open(SchemaMode.VALIDATE)) {
            assertThatThrownBy(store::ping).hasMessageContaining("table sojourn_history has no column done_by");
        }
        execute(List.of("ALTER TABLE sojourn_history ADD COLUMN done_by bigint"));
        try (SessionStore store = open(SchemaMode.VALIDATE)) {
            assertThatThrownBy(store::ping).hasMessageContaining("done_by of table sojourn_history is of type BIGINT");
        }
    }

    @Test
    void none_doesNotLook_andFailsAtUse() {
        try (SessionStore store = open(SchemaMode.NONE)) {
            store.ping();
            assertThatThrownBy(() -> store.load(record.key()))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("table or column is missing");
        }
    }

    @Test
    void manyNodesAtOnce_onAnEmptyDatabase_allFindTables() {
        List<Outcome<Boolean>> outcomes = Race.of(8, i -> () -> {
            try (SessionStore store = open(SchemaMode.CREATE)) {
                store.ping();
                return true;
            }
        });
        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.thrown()).isNull());
    }

    private SessionStore open(SchemaMode mode) {
        return DatabaseStores.open(
                new DatabaseOptions(source(), 4, Duration.ofSeconds(30), mode, "schema:"), Clock.systemUTC());
    }

    private Flavor flavor() {
        return Objects.requireNonNull(Flavor.ofUrl(source().url()));
    }

    private void execute(List<String> statements) throws SQLException {
        DatabaseOptions.Url url = source();
        try (Connection connection = DriverManager.getConnection(url.url(), url.username(), url.password());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private void validateByHibernate() {
        DatabaseOptions.Url url = source();
        new Configuration()
                .addAnnotatedClass(RecordRow.class)
                .addAnnotatedClass(HistoryRow.class)
                .setProperty("hibernate.xml_mapping_enabled", "false")
                .setProperty("jakarta.persistence.jdbc.url", url.url())
                .setProperty("jakarta.persistence.jdbc.user", String.valueOf(url.username()))
                .setProperty("jakarta.persistence.jdbc.password", String.valueOf(url.password()))
                .setProperty("hibernate.hbm2ddl.auto", "validate")
                .buildSessionFactory()
                .close();
    }
}
