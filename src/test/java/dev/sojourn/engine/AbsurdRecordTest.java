package dev.sojourn.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.IssuedSession;
import dev.sojourn.NewSession;
import dev.sojourn.SessionKey;
import dev.sojourn.codec.PrincipalBody;
import dev.sojourn.codec.PrincipalBodyCodec;
import dev.sojourn.codec.SessionBody;
import dev.sojourn.codec.SessionBodyCodec;
import dev.sojourn.store.Bytes;
import dev.sojourn.store.IndexedFields;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import dev.sojourn.support.EngineFixture;
import dev.sojourn.support.Policies;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that can be read, and say what nobody ever writes: the session may be lost, but nothing else is. */
class AbsurdRecordTest {

    private final EngineFixture fixture =
            EngineFixture.stepByStep(Policies.DEFAULT.renewalInterval(Duration.ofMinutes(10)));

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE - 1, Long.MAX_VALUE})
    void lastActivityAtTheEndOfTime_isNoError(long millis) {
        IssuedSession issued = fixture.login("alice");
        rewriteSession(issued, body -> body, instant(millis));
        fixture.look(issued);
        fixture.engine().validate(issued.token().value());
        assertLoginWorks();
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE - 1, Long.MAX_VALUE})
    void secretIssuedAtTheEndOfTime_isNoError(long millis) {
        IssuedSession issued = fixture.login("alice");
        rewriteSession(
                issued,
                body -> body.withSecrets(new SessionBody.Secrets(
                        body.secrets().hash(),
                        instant(millis),
                        body.secrets().salt(),
                        body.secrets().csrf(),
                        List.of())),
                null);
        fixture.look(issued);
        fixture.engine().validate(issued.token().value());
        assertLoginWorks();
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE - 1, Long.MAX_VALUE})
    void secretSupersededAtTheEndOfTime_isNoError(long millis) {
        IssuedSession issued = fixture.login("alice");
        fixture.engine().rotate(issued.token());
        rewriteSession(
                issued,
                body -> body.withSecrets(new SessionBody.Secrets(
                        body.secrets().hash(),
                        body.secrets().issuedAt(),
                        body.secrets().salt(),
                        body.secrets().csrf(),
                        body.secrets().superseded().stream()
                                .map(old -> new SessionBody.Superseded(old.hash(), instant(millis), old.salt()))
                                .toList())),
                null);
        fixture.look(issued);
        assertLoginWorks();
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE - 1, Long.MAX_VALUE})
    void indexEntryFromTheEndOfTime_isInNobodysWay(long millis) {
        fixture.login("alice");
        RecordKey key = new RecordKey(RecordKind.PRINCIPAL, "alice");
        StoredRecord index = loaded(key);
        List<PrincipalBody.Entry> entries = List.of(1, 2, 3, 4, 5).stream()
                .map(number -> new PrincipalBody.Entry(
                        SessionKey.of(new byte[] {number.byteValue(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0})
                                .value(),
                        "/shop",
                        instant(millis),
                        null,
                        null))
                .toList();
        write(index, null, PrincipalBodyCodec.encode(new PrincipalBody(0, entries)));
        assertLoginWorks();
    }

    private void assertLoginWorks() {
        IssuedSession next = fixture.engine().create(NewSession.of("alice"));
        assertThat(fixture.word(next)).isEqualTo("live");
        assertThat(fixture.engine().sessionsOf("alice"))
                .extracting(session -> session.key())
                .contains(next.session().key());
        fixture.engine().accountChanged("alice");
        assertThat(fixture.word(next)).isEqualTo("account");
        fixture.engine().cleanup();
    }

    private void rewriteSession(IssuedSession issued, UnaryOperator<SessionBody> body, @Nullable Instant lastActiveAt) {
        StoredRecord record = loaded(SessionRecords.recordKey(issued.session().key()));
        IndexedFields old = Objects.requireNonNull(record.fields());
        var next = new IndexedFields(
                old.application(),
                old.principal(),
                old.namespace(),
                old.endReason(),
                old.createdAt(),
                lastActiveAt == null ? old.lastActiveAt() : lastActiveAt,
                old.expiresAt(),
                old.address());
        write(record, next, SessionBodyCodec.encode(body.apply(SessionBodyCodec.decode(record.body()))));
    }

    private StoredRecord loaded(RecordKey key) {
        return Objects.requireNonNull(fixture.store().load(key));
    }

    private void write(StoredRecord record, @Nullable IndexedFields fields, Bytes body) {
        var next = StoredRecord.of(record.key(), record.version().next(1), record.keepUntil(), fields, body);
        assertThat(fixture.store().replace(record, next)).isEqualTo(WriteOutcome.WRITTEN);
    }

    private static Instant instant(long millis) {
        return millis == Long.MAX_VALUE ? Instant.MAX : Instant.ofEpochMilli(millis);
    }
}
