package dev.sojourn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.NewSession;
import dev.sojourn.SessionSearch;
import dev.sojourn.StorageUnavailableException;
import dev.sojourn.store.AtomicWrites;
import dev.sojourn.store.ExpiryIndex;
import dev.sojourn.store.ForwardingStore;
import dev.sojourn.store.History;
import dev.sojourn.store.RecordFilter;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.SearchIndex;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.jcache.SharedMemory;
import dev.sojourn.support.JsonbMapper;
import dev.sojourn.support.MutableClock;
import dev.sojourn.support.Policies;
import dev.sojourn.support.RecordedEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MeasuredStoreTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-01-05T10:00:00Z"));
    private final SessionStore real = SharedMemory.open(1000, clock);
    private final List<String> took = new ArrayList<>();
    private final MeasuredStore measured = around(real);

    private MeasuredStore around(SessionStore store) {
        return new MeasuredStore(store, (operation, nanos, failed) -> {
            assertThat(nanos).isNotNegative();
            took.add(failed ? operation + " failed" : operation);
        });
    }

    @AfterEach
    void close() {
        measured.close();
    }

    @Test
    void engine_worksOverIt_andItsCallsAreTold() {
        var engine = new SessionEngine(
                measured,
                Policies.DEFAULT.build(),
                clock,
                new SecureTokenSource(),
                new JsonbMapper(),
                new RecordedEvents());

        IssuedSession session = engine.create(NewSession.of("alice"));
        engine.validate(session.token().value());
        engine.search(SessionSearch.ALL, null, 10);
        engine.count(SessionSearch.ALL);
        engine.end(session.token(), EndReason.LOGOUT);

        assertThat(took).contains("load", "write-all", "search", "count").noneMatch(each -> each.contains("failed"));
    }

    @Test
    void capabilities_areThoseOfTheOther() {
        assertThat(measured.capability(AtomicWrites.class)).isPresent();
        assertThat(measured.capability(SearchIndex.class)).isPresent();
        assertThat(measured.capability(ExpiryIndex.class)).isEqualTo(real.capability(ExpiryIndex.class));
        assertThat(measured.capability(History.class)).isEmpty();
        assertThat(measured.name()).isEqualTo(real.name());
        assertThat(measured.mayLose()).isEqualTo(real.mayLose());
    }

    @Test
    void failure_isToldAndThrown() {
        MeasuredStore failing = around(new ForwardingStore(real) {
            @Override
            public StoredRecord load(RecordKey key) {
                throw new StorageUnavailableException("gone", null);
            }
        });

        assertThatThrownBy(() -> failing.load(new RecordKey(RecordKind.SESSION, "x")))
                .isInstanceOf(StorageUnavailableException.class);
        assertThat(took).containsExactly("load failed");
    }

    @Test
    void refusedQuestion_isNoFailureOfTheStorage() {
        SearchIndex search = measured.capability(SearchIndex.class).orElseThrow();
        var all = new RecordFilter(null, null, false, null, null, null, clock.instant());

        assertThatThrownBy(() -> search.search(all, "!", 10)).isInstanceOf(IllegalArgumentException.class);
        assertThat(took).containsExactly("search");
    }
}
