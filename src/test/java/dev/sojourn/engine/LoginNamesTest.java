package dev.sojourn.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoginNamesTest {

    /** One letter may stand for eighteen; fifty such names would make one record of the block list larger than storages take. */
    @Test
    void name_of_letters_that_stand_for_many_is_no_longer_than_any_other() {
        assertThat(LoginNames.normalised("\ufdfa".repeat(2000))).hasSizeLessThanOrEqualTo(1024);
        assertThat(LoginNames.normalised(LoginNames.normalised("\ufdfa".repeat(2000))))
                .as("an administrator lifts what the list says")
                .isEqualTo(LoginNames.normalised("\ufdfa".repeat(2000)));
    }
}
