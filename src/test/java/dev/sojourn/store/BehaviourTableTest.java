package dev.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.store.Behaviours.Run;
import dev.sojourn.store.Behaviours.Seen;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BehaviourTableTest {

    private static final Behaviour PING = new Behaviour("WriteContract", "ping_returns");

    @Test
    void name_of_a_test_is_a_sentence() {
        assertThat(new Behaviour("", "replace_neverThere_isAbsentAndStaysSo").sentence())
                .isEqualTo("replace, never there: is absent and stays so");
        assertThat(PING.sentence()).isEqualTo("ping: returns");
    }

    @Test
    void failure_wins_over_success_and_that_over_a_missing_capability() {
        assertThat(Seen.HELD.or(Seen.NOT_THERE)).isEqualTo(Seen.HELD);
        assertThat(Seen.HELD.or(Seen.FAILED)).isEqualTo(Seen.FAILED);
    }

    @Test
    void table_has_a_line_for_each_behaviour_and_a_column_for_each_storage() {
        String table = BehaviourTable.render(List.of(
                new Run("second 2", Map.of(PING, Seen.NOT_THERE)), new Run("first 1", Map.of(PING, Seen.HELD))));

        assertThat(table).contains("|  | first 1 | second 2 |\n").contains("| ping: returns | ✓ | – |\n");
    }

    @Test
    void page_shows_all_behaviours_and_no_others_on_every_storage() {
        List<String> lines = BehaviourTable.PLACE.read().lines().toList();

        assertThat(lines)
                .filteredOn(line -> line.startsWith("| ") && !line.startsWith("| --- ") && !line.startsWith("|  |"))
                .as("docs/contract.md says how to write it anew")
                .extracting(line -> line.split(" \\| ", 2)[0].substring(2))
                .containsExactlyElementsOf(
                        Behaviour.all().stream().map(Behaviour::sentence).toList());
        assertThat(lines)
                .filteredOn(line -> line.startsWith("|  |"))
                .allSatisfy(heading -> assertThat(heading)
                        .contains("| memory ", "| jcache ", "| redis ", "| memcached ", "| database ", "| hybrid "));
        assertThat(lines).noneMatch(line -> line.contains(Seen.FAILED.mark()));
    }
}
