package dev.sojourn.store.memcached;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RingTest {

    private static final List<String> KEYS =
            IntStream.range(0, 10_000).mapToObj(i -> "sojourn:s:" + i).toList();

    private static Ring<String> ring(String... servers) {
        Map<String, String> map = new LinkedHashMap<>();
        Stream.of(servers).forEach(server -> map.put(server, server));
        return new Ring<>(map);
    }

    @Test
    void orderOfTheList_doesNotMatter() {
        Ring<String> one = ring("a:11211", "b:11211", "c:11211");
        Ring<String> other = ring("c:11211", "a:11211", "b:11211");
        assertThat(KEYS).allSatisfy(key -> assertThat(one.of(key)).isEqualTo(other.of(key)));
    }

    @Test
    void servers_haveSimilarShares() {
        Ring<String> ring = ring("a:11211", "b:11211", "c:11211", "d:11211");
        Map<String, Long> shares = KEYS.stream().collect(groupingBy(ring::of, counting()));
        assertThat(shares).hasSize(4);
        assertThat(shares.values()).allSatisfy(share -> assertThat(share).isBetween(1500L, 3500L));
    }

    @Test
    void serverMore_takesItsShareAndMovesNothingElse() {
        Ring<String> before = ring("a:11211", "b:11211", "c:11211");
        Ring<String> after = ring("a:11211", "b:11211", "c:11211", "d:11211");
        List<String> moved = KEYS.stream()
                .filter(key -> !before.of(key).equals(after.of(key)))
                .toList();
        assertThat(moved).hasSizeBetween(1500, 3500);
        assertThat(moved.stream().map(after::of)).containsOnly("d:11211");
    }

    /** The points of libketama: a site's other clients find the keys where these are. */
    @Test
    void placesAreThoseOfKetama() {
        Ring<String> ring = ring("10.0.0.1:11211", "10.0.0.2:11211");
        StringBuilder found = new StringBuilder();
        for (char last = 'a'; last <= 'z'; last++) {
            found.append(ring.of("sojourn:s:" + last).charAt("10.0.0.".length()));
        }
        // from a ring computed by other means
        assertThat(found).hasToString("12212121111211112212121112");
    }
}
