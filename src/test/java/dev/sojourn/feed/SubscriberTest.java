package dev.sojourn.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.event.EventSubscription;
import dev.sojourn.event.EventSubscription.Happened;
import dev.sojourn.event.EventSubscription.Item;
import dev.sojourn.event.EventSubscription.Lost;
import dev.sojourn.event.LiveEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SubscriberTest {

    private final AtomicInteger wakes = new AtomicInteger();
    private final List<EventSubscription> closed = new ArrayList<>();
    private final Subscriber subscriber = new Subscriber(wakes::incrementAndGet, closed::add);

    static Happened event(int number) {
        return new Happened(
                null,
                new LiveEvent("created", Instant.EPOCH, "key" + number, null, null, null, null, null, null, Map.of()));
    }

    static List<Item> taken(EventSubscription subscription) {
        List<Item> items = new ArrayList<>();
        for (Item item = subscription.next(); item != null; item = subscription.next()) {
            items.add(item);
        }
        return items;
    }

    @Test
    void items_are_taken_in_the_order_of_their_coming() {
        subscriber.offer(event(1));
        subscriber.offer(event(2));

        assertThat(taken(subscriber)).containsExactly(event(1), event(2));
        assertThat(wakes).hasValue(2);
        assertThat(subscriber.isEmpty()).isTrue();
    }

    @Test
    void what_finds_no_room_is_counted_where_it_is_missing() {
        for (int i = 0; i < Subscriber.MOST + 3; i++) {
            subscriber.offer(event(i));
        }
        assertThat(subscriber.next()).isEqualTo(event(0));
        assertThat(subscriber.next()).isEqualTo(event(1));
        subscriber.offer(event(1000));

        List<Item> rest = taken(subscriber);

        assertThat(rest).hasSize(Subscriber.MOST);
        assertThat(rest.get(Subscriber.MOST - 2)).isEqualTo(new Lost(3L));
        assertThat(rest.get(Subscriber.MOST - 1)).isEqualTo(event(1000));
    }

    @Test
    void loss_at_the_end_is_told_when_all_else_is_taken() {
        for (int i = 0; i < Subscriber.MOST + 1; i++) {
            subscriber.offer(event(i));
        }

        assertThat(subscriber.room()).isNegative();
        assertThat(taken(subscriber)).hasSize(Subscriber.MOST + 1).endsWith(new Lost(1L));
        assertThat(subscriber.room()).isEqualTo(Subscriber.MOST);
    }

    @Test
    void loss_of_unknown_size_has_no_count() {
        subscriber.offerLost();

        assertThat(taken(subscriber)).containsExactly(new Lost(null));
    }

    @Test
    void closed_one_takes_nothing_more() {
        subscriber.offer(event(1));
        subscriber.close();
        subscriber.close();
        subscriber.offer(event(2));

        assertThat(subscriber.next()).isNull();
        assertThat(closed).containsExactly(subscriber);
    }
}
