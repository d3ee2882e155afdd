package dev.sojourn.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EncodedIdTest {

    @Property
    void session_key_is_sixteen_bytes_and_back(@ForAll @Size(16) byte[] bits) {
        String key = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        byte[] encoded = EncodedId.encode(key);
        assertThat(encoded).hasSize(16);
        assertThat(EncodedId.decode(encoded)).isEqualTo(key);
    }

    @Property
    void session_keys_keep_their_order(@ForAll @Size(16) byte[] one, @ForAll @Size(16) byte[] other) {
        String first = Base64.getUrlEncoder().withoutPadding().encodeToString(one);
        String second = Base64.getUrlEncoder().withoutPadding().encodeToString(other);
        int order = Arrays.compareUnsigned(EncodedId.encode(first), EncodedId.encode(second));
        assertThat(Integer.signum(order)).isEqualTo(Integer.signum(first.compareTo(second)));
    }

    @Property
    void any_text_comes_back_or_is_known_to_be_lost(@ForAll("texts") String text) {
        byte[] encoded = EncodedId.encode(text);
        assertThat(encoded).hasSizeLessThanOrEqualTo(EncodedId.LONGEST_ENCODED);
        String decoded = EncodedId.decode(encoded);
        if (decoded == null) {
            assertThat(encoded).hasSize(33);
        } else {
            assertThat(decoded).isEqualTo(text);
        }
    }

    @Test
    void other_text_is_never_sixteen_bytes() {
        for (int length = 0; length < 100; length++) {
            assertThat(EncodedId.encode("x".repeat(length))).hasSizeBetween(1, EncodedId.LONGEST_ENCODED);
            assertThat(EncodedId.encode("x".repeat(length)).length).isNotEqualTo(EncodedId.PACKED);
        }
    }

    @Test
    void names_that_look_alike_differ() {
        List<String> names = List.of(
                "AAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAB",
                "exactly 15 byte",
                "exactly 15 byte\0",
                "exactly 15 byt",
                "\uD800",
                "\uD801",
                "?",
                "x".repeat(65),
                "x".repeat(66));
        assertThat(names.stream().map(name -> Arrays.toString(EncodedId.encode(name))))
                .doesNotHaveDuplicates();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(100),
                Arbitraries.strings().ascii().ofMaxLength(100),
                Arbitraries.strings()
                        .withChars('\uD800', '\uDC00', 'a', '\0', '\1', '\2')
                        .ofMaxLength(20));
    }
}
