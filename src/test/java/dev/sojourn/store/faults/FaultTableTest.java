package dev.sojourn.store.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FaultTableTest {

    private static final Measurement FROZEN = new Measurement(
            "frozen", "StorageTimeoutException", Duration.ofMillis(501), Duration.ZERO, Duration.ofMillis(290));

    @Test
    void measurement_is_read_as_it_was_written() {
        assertThat(Measurement.parse(FROZEN.line())).isEqualTo(FROZEN);
    }

    @Test
    void table_has_a_line_for_each_fault_and_a_column_for_each_storage() {
        Map<String, List<Measurement>> storages = new TreeMap<>(Map.of("redis", List.of(FROZEN), "slow", List.of()));

        assertThat(FaultTable.render(storages)).isEqualTo("""

                        | fault | redis | slow |
                        | --- | --- | --- |
                        | frozen | timeout; 501 ms, then 0 ms; 290 ms |  |

                        """);
    }

    @Test
    void page_has_a_place_for_the_table() {
        assertThat(FaultTable.PLACE.read()).startsWith("\n| fault | ");
    }
}
