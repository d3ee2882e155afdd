package dev.sojourn.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.BlockedBy;
import dev.sojourn.EndReason;
import dev.sojourn.SessionKey;
import dev.sojourn.StorageUnavailableException;
import dev.sojourn.event.EventSubscription;
import dev.sojourn.event.EventSubscription.Happened;
import dev.sojourn.event.EventSubscription.Item;
import dev.sojourn.event.EventSubscription.Lost;
import dev.sojourn.event.SessionEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HistoryFeedTest {

    private final FakeTail tail = new FakeTail().commit(1).commit(2);
    private final AtomicLong nanos = new AtomicLong();
    private final StillScheduler scheduler = new StillScheduler();
    private final HistoryFeed feed = new HistoryFeed(tail, scheduler, nanos::get);

    @AfterEach
    void close() {
        feed.close();
        scheduler.shutdownNow();
    }

    private EventSubscription subscribe(@Nullable String after) {
        return feed.subscribe(after, () -> {});
    }

    private List<Long> polled(EventSubscription subscription) {
        feed.poll();
        return numbers(SubscriberTest.taken(subscription));
    }

    /** 0 for what is lost. */
    private static List<Long> numbers(List<Item> items) {
        return items.stream()
                .map(item -> item instanceof Happened happened
                        ? Long.parseLong(Objects.requireNonNull(happened.event().key()))
                        : 0L)
                .toList();
    }

    @Test
    void what_is_there_already_is_not_shown() {
        var subscription = subscribe(null);

        assertThat(polled(subscription)).isEmpty();
        assertThat(subscription.start()).isEqualTo("h2");
    }

    @Test
    void new_entries_are_shown_once_to_all() {
        var first = subscribe(null);
        var second = subscribe(null);
        tail.commit(3).commitForeign(4).commit(5);

        assertThat(polled(first)).containsExactly(3L, 5L);
        assertThat(polled(second)).containsExactly(3L, 5L);
        assertThat(polled(first)).isEmpty();
    }

    @Test
    void entry_that_is_committed_late_is_shown_when_it_is() {
        var subscription = subscribe(null);
        tail.commit(4);
        assertThat(polled(subscription)).containsExactly(4L);
        nanos.addAndGet(Duration.ofSeconds(9).toNanos());
        tail.commit(5);
        assertThat(polled(subscription)).containsExactly(5L);

        tail.commit(3);

        assertThat(polled(subscription)).containsExactly(3L);
    }

    @Test
    void entry_that_was_on_its_way_when_watching_began_is_shown() {
        tail.commit(4);
        var subscription = subscribe(null);
        tail.commit(3);

        assertThat(polled(subscription)).containsExactly(3L);
    }

    @Test
    void gap_that_has_settled_is_no_longer_in_the_position() {
        var subscription = subscribe(null);
        tail.commit(4);
        feed.poll();
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        tail.commit(5);
        feed.poll();
        tail.commit(6);
        feed.poll();

        assertThat(SubscriberTest.taken(subscription))
                .extracting(item -> ((Happened) item).position())
                .containsExactly("h2.4-4", "h2.4-5", "h6");
    }

    @Test
    void resumed_subscription_misses_and_repeats_nothing() {
        var subscription = subscribe(null);
        tail.commit(4);
        feed.poll();
        Happened last = (Happened) Objects.requireNonNull(subscription.next());
        subscription.close();
        tail.commit(5).commit(3).commit(6);

        var resumed = subscribe(last.position());

        assertThat(numbers(SubscriberTest.taken(resumed))).containsExactly(3L, 5L, 6L);
        tail.commit(7);
        assertThat(polled(resumed)).containsExactly(7L);
    }

    @Test
    void resumed_subscription_goes_on_where_another_node_was_further() {
        subscribe(null);
        // another node saw 3 and 4, and this one has not read them yet
        tail.commit(3).commit(4);

        var resumed = subscribe("h4");

        assertThat(polled(resumed)).isEmpty();
        tail.commit(5);
        assertThat(polled(resumed)).containsExactly(5L);
    }

    @Test
    void slow_one_gets_everything_from_the_history() {
        var slow = subscribe(null);
        var quick = subscribe(null);
        LongStream.rangeClosed(3, 202).forEach(tail::commit);
        assertThat(polled(quick)).hasSize(200);
        LongStream.rangeClosed(203, 402).forEach(tail::commit);
        assertThat(polled(quick)).hasSize(200);

        List<Long> taken = numbers(SubscriberTest.taken(slow));
        assertThat(taken).hasSize(200);
        tail.commit(403);
        List<Long> rest = polled(slow);

        assertThat(rest)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(203, 403).boxed().toList());
        tail.commit(404);
        assertThat(polled(slow)).containsExactly(404L);
    }

    @Test
    void who_comes_from_too_far_back_is_told_that_something_is_lost() {
        LongStream.rangeClosed(3, 3000).forEach(tail::commit);
        var subscription = subscribe("h2");

        List<Item> taken = SubscriberTest.taken(subscription);
        for (int i = 0; i < 10; i++) {
            feed.poll();
            taken.addAll(SubscriberTest.taken(subscription));
        }

        assertThat(taken).hasSize(Follower.MOST_BACK + 1).endsWith(new Lost(null));
        tail.commit(3001);
        assertThat(polled(subscription)).containsExactly(3001L);
    }

    @Test
    void position_that_cannot_be_is_told_as_a_loss() {
        for (String after : List.of("nonsense", "h3")) {
            var subscription = subscribe(after);

            assertThat(SubscriberTest.taken(subscription)).containsExactly(new Lost(null));
        }
    }

    @Test
    void storage_that_is_down_is_told_to_who_comes_and_awaited_for_who_is_there() {
        var subscription = subscribe(null);
        tail.down = true;
        tail.commit(3);
        assertThat(polled(subscription)).isEmpty();
        assertThatThrownBy(() -> subscribe(null)).isInstanceOf(StorageUnavailableException.class);

        tail.down = false;

        assertThat(polled(subscription)).containsExactly(3L);
    }

    @Test
    void of_this_node_only_that_is_shown_which_has_no_entry() {
        var subscription = subscribe(null);
        feed.take(new SessionEvent.Ended(
                Instant.EPOCH, SessionKey.of(new byte[16]), "/shop", "alice", EndReason.LOGOUT, null));
        feed.take(new SessionEvent.LoginBlocked(Instant.EPOCH, "alice", null, BlockedBy.USERNAME));

        assertThat(SubscriberTest.taken(subscription))
                .extracting(item -> ((Happened) item).event().type())
                .containsExactly("login-blocked");
    }

    @Test
    void timer_runs_only_while_somebody_watches() {
        assertThat(scheduler.getQueue()).isEmpty();
        var first = subscribe(null);
        var second = subscribe(null);
        assertThat(scheduler.getQueue()).hasSize(1);

        first.close();
        second.close();

        assertThat(scheduler.getQueue()).isEmpty();
    }
}
