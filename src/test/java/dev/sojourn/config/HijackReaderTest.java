package dev.sojourn.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.AddressPrivacy;
import dev.sojourn.engine.HijackPolicy;
import dev.sojourn.engine.HijackPolicy.Reaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found out about other clients is bounded by what is kept of addresses. */
class HijackReaderTest {

    @Test
    void nothing_configured_reports_and_keeps_everything() {
        Settings settings = TestConfig.of().load();

        assertThat(settings.session().hijack()).isEqualTo(HijackPolicy.DEFAULT);
        assertThat(settings.privacy()).isEqualTo(AddressPrivacy.FULL);
    }

    @Test
    void configured_values_are_read() {
        Settings settings = TestConfig.of(
                        "sojourn.hijack.address", "end",
                        "sojourn.hijack.address-prefix", "20,44",
                        "sojourn.hijack.user-agent", "ignore",
                        "sojourn.privacy.address", "masked")
                .load();

        assertThat(settings.session().hijack()).isEqualTo(new HijackPolicy(Reaction.END, 20, 44, Reaction.IGNORE));
        assertThat(settings.privacy()).isEqualTo(AddressPrivacy.MASKED);
    }

    @Test
    void one_number_is_of_ipv4_and_ipv6_is_compared_by_site() {
        HijackPolicy policy = TestConfig.of("sojourn.hijack.address-prefix", "16")
                .load()
                .session()
                .hijack();

        assertThat(policy).isEqualTo(new HijackPolicy(Reaction.REPORT, 16, 48, Reaction.REPORT));
    }

    @ParameterizedTest
    @CsvSource({
        "full, report, exact, true",
        "full, end, exact, true",
        "full, end, 24, true",
        "masked, report, exact, false",
        "masked, end, exact, false",
        "masked, ignore, exact, true",
        "masked, report, 24, true",
        "masked, report, 16, true",
        "masked, report, 25, false",
        "masked, report, '24,48', true",
        "masked, report, '24,49', false",
        "masked, report, '25,48', false",
        "masked, end, '8,32', true",
        "none, report, exact, false",
        "none, end, 8, false",
        "none, ignore, exact, true",
    })
    void less_must_not_be_kept_than_is_compared(String privacy, String reaction, String prefix, boolean good) {
        var problems = TestConfig.of(
                        "sojourn.privacy.address", privacy,
                        "sojourn.hijack.address", reaction,
                        "sojourn.hijack.address-prefix", prefix)
                .problems();

        if (good) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems)
                    .singleElement()
                    .asString()
                    .startsWith("sojourn.privacy.address = " + privacy + ": ")
                    .contains("sojourn.hijack.address=" + reaction, "sojourn.hijack.address=ignore");
        }
    }

    @Test
    void defaults_of_hijack_detection_count_too() {
        assertThat(TestConfig.of("sojourn.privacy.address", "none").problems())
                .singleElement()
                .asString()
                .contains("sojourn.hijack.address=report");
        assertThat(TestConfig.of("sojourn.privacy.address", "masked").problems())
                .singleElement()
                .asString()
                .contains("sojourn.hijack.address-prefix=exact", "24,48");
    }

    @Test
    void mistake_in_one_of_the_keys_is_told_alone() {
        assertThat(TestConfig.of("sojourn.privacy.address", "masked", "sojourn.hijack.address-prefix", "33")
                        .problems())
                .singleElement()
                .asString()
                .startsWith("sojourn.hijack.address-prefix = 33");
    }

    @Test
    void prefix_without_a_comparison_gives_a_warning() {
        TestConfig config = TestConfig.of("sojourn.hijack.address", "ignore", "sojourn.hijack.address-prefix", "24");
        config.load();

        assertThat(config.warnings)
                .containsExactly("sojourn.hijack.address-prefix has no effect: sojourn.hijack.address is ignore");
    }
}
