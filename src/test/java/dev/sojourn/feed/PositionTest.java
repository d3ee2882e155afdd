package dev.sojourn.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {

    private final Position position = new Position(100);

    @Test
    void numbers_without_gaps_are_one_number() {
        position.add(101);
        position.add(102);

        assertThat(position).hasToString("h102");
        assertThat(position.contains(102)).isTrue();
        assertThat(position.contains(103)).isFalse();
    }

    @Test
    void number_of_a_gap_is_not_contained_until_it_comes() {
        position.add(102);
        position.add(103);
        position.add(105);

        assertThat(position).hasToString("h100.102-103.105-105");
        assertThat(position.contains(101)).isFalse();
        position.add(101);
        assertThat(position).hasToString("h103.105-105");
        position.add(104);
        assertThat(position).hasToString("h105");
    }

    @Test
    void settled_gaps_are_over() {
        position.add(102);
        position.add(104);
        position.add(106);

        position.settle(103);
        assertThat(position).hasToString("h104.106-106");
        position.settle(106);
        assertThat(position).hasToString("h106");
        position.settle(50);
        assertThat(position).hasToString("h106");
    }

    @Test
    void text_is_read_again() {
        position.add(102);
        position.add(110);

        Position read = Position.parse(position.toString()).orElseThrow();

        assertThat(read).hasToString("h100.102-102.110-110");
        assertThat(read.greatest()).isEqualTo(110);
        assertThat(read.copy()).hasToString(read.toString());
    }

    @Test
    void text_of_many_gaps_has_a_bound() {
        for (int i = 0; i < 1000; i++) {
            position.add(102 + 2 * i);
        }

        assertThat(position.toString()).hasSizeLessThan(300);
        assertThat(Position.parse(position.toString()).orElseThrow().greatest()).isEqualTo(position.greatest());
    }

    @Test
    void other_position_is_taken_over() {
        position.add(103);
        var other = new Position(101);
        other.add(105);

        position.addAll(other);

        assertThat(position).hasToString("h101.103-103.105-105");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "h",
                "17",
                "h-1",
                "h1.1-2",
                "h1.5-3",
                "h1.9-9.3-3",
                "h99999999999999999999",
                "h1.3-3.",
                "h1\n",
                "h1.3-3.4-4"
            })
    void anything_else_is_no_position(String text) {
        assertThat(Position.parse(text)).isEmpty();
    }
}
