package dev.sojourn.cookie;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.Touch;
import dev.sojourn.Validation;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a client sends, it is a session that was sealed here or none. */
class CookieSealFuzzTest {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final CookieSeal SEAL = new CookieSeal(CookieFixture.keys("k1"), Stream.of("/shop"));

    @Property(tries = 2000)
    void anyTexts_openNothingAndDoNotThrow(@ForAll("hostile") String text) {
        assertThat(SEAL.open(text)).isNull();
    }

    @Provide
    Arbitrary<String> hostile() {
        String sealed = SEAL.seal("/shop", new byte[40]);
        String head = sealed.substring(0, sealed.indexOf('.'));
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(300),
                Arbitraries.strings().withChars(ALPHABET + "....").ofMaxLength(300),
                Arbitraries.strings().withChars(ALPHABET + ".").ofMaxLength(200).map(rest -> head + ".." + rest),
                Arbitraries.strings()
                        .withChars(ALPHABET)
                        .ofMaxLength(200)
                        .map(rest -> head + "..AAAAAAAAAAAAAAAA." + rest + ".AAAAAAAAAAAAAAAAAAAAAA"));
    }

    @Property(tries = 500)
    void anyContentUnderTheRightSeal_isUnknownAndDoesNotThrow(@ForAll byte[] content) {
        try (var fixture = CookieFixture.ofNone()) {
            String cookie = "AAAAAAAAAAAAAAAAAAAAAA." + SEAL.seal("/shop", content);
            assertThat(fixture.sessions().validate(cookie, Touch.YES)).isEqualTo(new Validation.Unknown());
        }
    }
}
