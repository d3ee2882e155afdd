package dev.sojourn.store.hybrid;

import static dev.sojourn.store.hybrid.Samples.changed;
import static dev.sojourn.store.hybrid.Samples.created;
import static dev.sojourn.store.hybrid.Samples.ended;
import static dev.sojourn.store.hybrid.Samples.touched;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.store.RecordKey;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import dev.sojourn.store.jcache.SharedMemory;
import dev.sojourn.support.MutableClock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What calls cost, as the table in docs/storages/hybrid.md says. */
class TripsTest {

    private final MutableClock clock = MutableClock.startingNow();
    private final H2 h2 = new H2();
    private final SessionStore memory = SharedMemory.open(100_000, clock);
    private final Counting front = new Counting();
    private final Counting database = new Counting();
    private SessionStore node;
    private StoredRecord live;

    @BeforeEach
    void openNode() {
        node = HybridStores.open(front.around(memory), database.around(h2.open(clock)), Nodes.options(clock));
        RecordKey key = created(node, clock).key();
        // until this node has known for two polls that the front is in service, touches go to the database at once
        Awaitility.await().pollInSameThread().until(() -> {
            live = node.load(key);
            database.calls();
            return node.replace(live, touched(live)) == WriteOutcome.WRITTEN
                    && database.calls().isEmpty();
        });
        Awaitility.await()
                .until(() -> node.capability(HybridStatus.class).orElseThrow().waiting() == 0);
        live = node.load(key);
        front.calls();
        database.calls();
    }

    @AfterEach
    void closeNode() {
        node.close();
    }

    @Test
    void read_isOneOfTheFront() {
        assertThat(node.load(live.key())).isEqualTo(live);
        assertThat(front.calls()).containsExactly("load");
        assertThat(database.calls()).isEmpty();
    }

    @Test
    void touch_isOneOfTheFront() {
        assertThat(node.replace(live, touched(live))).isEqualTo(WriteOutcome.WRITTEN);
        assertThat(front.calls()).containsExactly("replace");
        assertThat(database.calls()).isEmpty();
    }

    @Test
    void change_isOneOfEach() {
        assertThat(node.replace(live, changed(live))).isEqualTo(WriteOutcome.WRITTEN);
        assertThat(front.calls()).containsExactly("replace");
        assertThat(database.calls()).containsExactly("replace");
    }

    @Test
    void changeAfterATouch_isOneOfEach() {
        assertThat(node.replace(live, touched(live))).isEqualTo(WriteOutcome.WRITTEN);
        StoredRecord touched = node.load(live.key());
        front.calls();
        assertThat(node.replace(touched, ended(touched))).isEqualTo(WriteOutcome.WRITTEN);
        assertThat(front.calls()).containsExactly("replace");
        assertThat(database.calls()).containsExactly("replace");
    }

    @Test
    void create_isOneOfEachAndALookWhetherItWasRemovedMeanwhile() {
        created(node, clock);
        assertThat(front.calls()).containsExactly("create", "load");
        assertThat(database.calls()).containsExactly("create");
    }

    @Test
    void miss_isRefilledAndLookedAtAgain() {
        Control control = Control.of(h2.open(clock).load(Control.KEY));
        assertThat(memory.delete(Front.key(control.tag(), live.key()))).isTrue();
        assertThat(node.load(live.key())).isEqualTo(live);
        assertThat(front.calls()).containsExactly("load", "create");
        assertThat(database.calls()).containsExactly("load", "loadAll");
        assertThat(node.load(live.key())).isEqualTo(live);
        assertThat(front.calls()).containsExactly("load");
    }
}
