package dev.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.support.MutableClock;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two sites on one storage, the prefix of one beginning with that of the other: they share nothing. For storages that have prefixes. */
public abstract class PrefixContract {

    private static final String NAME = "alice";

    private final MutableClock clock = MutableClock.startingNow();

    /** Opens a store whose keys have this prefix. Each test asks for prefixes that nobody had before. */
    protected abstract SessionStore open(String prefix, Clock clock) throws Exception;

    @ParameterizedTest
    @ValueSource(strings = {"prod:", "s", "p", "p:", "a:", "f", "m", "l:", "~", "~p", "~~", "~p:", "~s:"})
    void prefixThatBeginsWithAnother_isAnotherSite(String more) throws Exception {
        String shorter = "site-" + System.nanoTime() + ":";
        try (SessionStore one = open(shorter, clock);
                SessionStore other = open(shorter + more, clock)) {
            for (RecordKind kind : RecordKind.values()) {
                for (String id : ids(more)) {
                    assertThat(one.create(record(kind, id, "one"))).isTrue();
                }
                for (String id : ids(more)) {
                    assertThat(other.create(record(kind, id, "other")))
                            .as("%s %s", kind, id)
                            .isTrue();
                }
                for (String id : ids(more)) {
                    assertThat(one.load(new RecordKey(kind, id))).isEqualTo(record(kind, id, "one"));
                    assertThat(other.load(new RecordKey(kind, id))).isEqualTo(record(kind, id, "other"));
                }
            }
            listsItsOwn(one, more);
            listsItsOwn(other, more);
        }
    }

    private void listsItsOwn(SessionStore store, String more) {
        store.capability(SearchIndex.class).ifPresent(search -> {
            var anything = new RecordFilter(null, null, false, null, null, null, clock.instant());
            assertThat(search.count(anything)).isEqualTo(ids(more).size());
            assertThat(search.search(anything, null, 100).records())
                    .extracting(record -> record.key().id())
                    .containsExactlyInAnyOrderElementsOf(ids(more));
        });
    }

    /** Those that would make one key of the two prefixes, were they only put before a letter, or a letter and a colon, and the id. */
    private static List<String> ids(String more) {
        return Stream.of("p", "p:", "s", "s:", "a:", "f", "m", "l:")
                .flatMap(letter -> Stream.of(more + letter + NAME, (more + letter + NAME).substring(1), letter + NAME))
                .flatMap(id -> Stream.of(id, id.replaceFirst("^:", "")))
                .distinct()
                .toList();
    }

    private StoredRecord record(RecordKind kind, String id, String site) {
        return RecordBuilder.of(kind, id, clock.instant())
                .body(site.getBytes(StandardCharsets.US_ASCII))
                .build();
    }
}
