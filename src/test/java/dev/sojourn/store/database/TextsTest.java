package dev.sojourn.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TextsTest {

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars('a', 'A', ' ', '#', '\0', 'é', '\uD83D', '\uDE00', '\uD800', '~', '\u007F')
                .ofMaxLength(140);
    }

    @Property
    void columns_areEqualWhereTextsAre(@ForAll("texts") String one, @ForAll("texts") String other) {
        assertThat(Objects.equals(Texts.name(one), Texts.name(other))).isEqualTo(one.equals(other));
        assertThat(Texts.key(one).equals(Texts.key(other))).isEqualTo(one.equals(other));
    }

    @Property
    void columns_fitAnyDatabase(@ForAll("texts") String text) {
        assertThat(Texts.name(text))
                .hasSizeLessThanOrEqualTo(Texts.NAME)
                .doesNotContain("\0")
                .doesNotEndWith(" ");
        assertThat(Texts.key(text)).matches("[ -~]{0,64}").doesNotEndWith(" ");
    }

    @Property
    void texts_areReadAsTheyWere(@ForAll("texts") String key, @ForAll("texts") String name) {
        List<String> texts = Arrays.asList(key, name, null);
        List<String> columns = Arrays.asList(Texts.key(key), Texts.name(name), null);
        assertThat(Texts.read(Texts.kept(texts, columns), columns)).isEqualTo(texts);
    }

    @Property
    void anyBytes_areTextsOrRefused(@ForAll byte[] bytes) {
        List<String> columns = Arrays.asList("a", null);
        try {
            assertThat(Texts.read(bytes, columns)).hasSize(2);
        } catch (IllegalArgumentException refused) {
            assertThatThrownBy(() -> Texts.read(bytes, columns)).hasMessageContaining("long texts");
        }
    }
}
