package dev.sojourn.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresentedTokensTest {

    private static final String NAME = "__Host-session_id";

    private static Set<String> of(String header) {
        return PresentedTokens.of(FakeRequest.get("/").header("Cookie", header).build(), NAME);
    }

    @Test
    void spacesAndTabs_areDropped() {
        assertThat(of(" \t" + NAME + "\t= a \t")).containsExactly("a");
    }

    /** A browser takes such a name for one without the prefix, so any subdomain may set it for the whole domain. */
    @ParameterizedTest
    @ValueSource(strings = {"\u2000", "\u2028", "\u3000", "\u001f", "\u000b", "\f", "\u00a0", "\u0085"})
    void otherKindsOfSpaceBeforeTheName_makeItAnotherName(String space) {
        assertThat(of(space + NAME + "=planted")).isEmpty();
        assertThat(of(NAME + space + "=planted")).isEmpty();
        assertThat(of(NAME + "=mine; " + space + NAME + "=planted")).containsExactly("mine");
    }
}
