package dev.sojourn.store.hybrid;

import static dev.sojourn.store.hybrid.Samples.changed;
import static dev.sojourn.store.hybrid.Samples.created;
import static dev.sojourn.store.hybrid.Samples.live;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import org.junit.jupiter.api.Test;

/** A write fails in the front, and before its writer can take that out of service, others have done so and brought it back. */
class GenerationRacesTest extends TwoNodes {

    private final Breakable frontOfOther = new Breakable();

    @Test
    void write_thatTheFrontMayHaveDone_isDoneWhenOthersHaveBroughtTheFrontBack() {
        StoredRecord first = created(node, clock);
        StoredRecord next = changed(first);
        toFront.loseAnswersOf("replace");
        bringBackBeforeTheNextSuspension();

        assertThat(node.replace(first, next)).isEqualTo(WriteOutcome.WRITTEN);

        toFront.restore();
        assertThat(node.load(first.key())).isEqualTo(next);
        assertThat(database.load(first.key())).isNotNull();
    }

    @Test
    void write_thatTheFrontHasNotDone_isDoneWhenOthersHaveBroughtTheFrontBack() {
        StoredRecord record = live(clock);
        toFront.refuse();
        bringBackBeforeTheNextSuspension();

        assertThat(node.create(record)).isTrue();

        toFront.restore();
        assertThat(node.load(record.key())).isEqualTo(record);
        assertThat(database.load(record.key())).isNotNull();
    }

    private void bringBackBeforeTheNextSuspension() {
        toDatabase.beforeNext("replace", () -> {
            try (SessionStore third = open(frontOfOther, new Breakable())) {
                HybridStatus status = third.capability(HybridStatus.class).orElseThrow();
                frontOfOther.refuse();
                assertThat(third.create(live(clock))).isTrue();
                assertThat(status.mode()).isEqualTo(HybridStatus.Mode.SUSPENDED);
                frontOfOther.restore();
                await().until(status::mode, HybridStatus.Mode.SERVING::equals);
            }
        });
    }
}
