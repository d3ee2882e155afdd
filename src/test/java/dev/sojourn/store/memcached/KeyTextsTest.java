package dev.sojourn.store.memcached;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTextsTest {

    private final KeyTexts keys = new KeyTexts("sojourn:");

    @Test
    void plainIds_standAsTheyAre() {
        assertThat(keys.of(new RecordKey(RecordKind.SESSION, "AbC_-9"))).isEqualTo("sojourn:~s:AbC_-9");
        assertThat(keys.of(new RecordKey(RecordKind.PRINCIPAL, "alice@example.org")))
                .isEqualTo("sojourn:~p:alice@example.org");
        assertThat(keys.of(new RecordKey(RecordKind.ATTEMPTS, "username:alice")))
                .isEqualTo("sojourn:~a:username:alice");
        assertThat(keys.of(new RecordKey(RecordKind.LEASE, "cleanup"))).isEqualTo("sojourn:~l:cleanup");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "app one:", "größe:", "crlf\r\nflush_all\r\n", "\uD800"})
    void anyPrefixWithAnyId_isAKeyThatMemcachedTakes(String prefix) {
        for (String start : List.of(prefix, prefix + "x".repeat(180), prefix + "x".repeat(1000))) {
            KeyTexts some = new KeyTexts(start);
            for (String id : List.of("", "a", "a b", "\r\n", "é", "\uD83D\uDE00", "x".repeat(300))) {
                String text = some.of(new RecordKey(RecordKind.PRINCIPAL, id));
                assertThat(text).hasSizeBetween(2, 250).matches("[!-~]+");
            }
            assertThat(some.ofNothing()).hasSizeBetween(2, 250).matches("[!-~]+");
        }
    }

    @Test
    void idOfTheGreatestLength_isTheLastToStandAsItIs() {
        int longest = 250 - "sojourn:~p:".length();
        assertThat(keys.of(new RecordKey(RecordKind.PRINCIPAL, "x".repeat(longest))))
                .hasSize(250)
                .endsWith("xxx");
        assertThat(keys.of(new RecordKey(RecordKind.PRINCIPAL, "x".repeat(longest + 1))))
                .startsWith("sojourn:~p#")
                .hasSize(11 + 43);
    }

    @Test
    void differentKeys_haveDifferentTexts() {
        List<String> ids = List.of(
                "", "ping", "a", "#a", ":a", "é", "e\u0301", "\uD800", "\uD801", "?", "a b", "a\tb", "x".repeat(400));
        for (String prefix : List.of("", "a:", "ä:")) {
            KeyTexts some = new KeyTexts(prefix);
            Set<String> texts = new HashSet<>(Set.of(some.ofNothing()));
            for (RecordKind kind : RecordKind.values()) {
                for (String id : ids) {
                    assertThat(texts.add(some.of(new RecordKey(kind, id))))
                            .as("%s %s %s", prefix, kind, id)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void differentPrefixes_haveDifferentTexts() {
        Set<String> texts = new HashSet<>();
        for (String prefix : List.of(
                "",
                "~",
                "~#",
                "a:",
                "b:",
                "ä:",
                "ö:",
                "a b",
                "a\tb",
                "x".repeat(199),
                "x".repeat(200),
                "~".repeat(100))) {
            assertThat(texts.add(new KeyTexts(prefix).of(new RecordKey(RecordKind.SESSION, "a"))))
                    .as(prefix)
                    .isTrue();
        }
    }
}
