package dev.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyPrefixTest {

    @Test
    void prefix_isEndedByATilde_andItsOwnTildesAreDoubled() {
        assertThat(KeyPrefix.ended("sojourn:")).isEqualTo("sojourn:~");
        assertThat(KeyPrefix.ended("a~b~~")).isEqualTo("a~~b~~~~~");
        assertThat(KeyPrefix.ended("")).isEqualTo("~");
    }

    /** All short texts of a letter and tildes: with a letter behind, no prefix begins as another does. */
    @Test
    void prefixWithALetterBehind_isTheBeginningOfNoOther() {
        Set<String> starts = new HashSet<>();
        for (int length = 0; length <= 6; length++) {
            for (int bits = 0; bits < 1 << length; bits++) {
                StringBuilder prefix = new StringBuilder();
                for (int i = 0; i < length; i++) {
                    prefix.append((bits >> i & 1) == 0 ? 'p' : '~');
                }
                starts.add(KeyPrefix.ended(prefix.toString()) + "p");
            }
        }
        assertThat(starts).hasSize(127);
        for (String one : starts) {
            assertThat(starts).filteredOn(other -> other.startsWith(one)).containsExactly(one);
        }
    }
}
