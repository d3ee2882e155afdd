package dev.sojourn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AttributeChangesTest {

    @Test
    void none_isEmptyAndStaysSo() {
        AttributeChanges none = AttributeChanges.none();
        assertThat(none.put("a", 1).isEmpty()).isFalse();
        assertThat(none.isEmpty()).isTrue();
        assertThat(none.values()).isEmpty();
    }

    @Test
    void lastWordOfAName_counts() {
        assertThat(AttributeChanges.none().put("a", 1).remove("a").values()).containsEntry("a", null);
        assertThat(AttributeChanges.none().remove("a").put("a", 1).values()).containsEntry("a", 1);
        assertThat(AttributeChanges.none().put("a", 1).put("a", 2).values()).containsEntry("a", 2);
    }

    @Test
    void clear_forgetsWhatCameBeforeAndKeepsWhatFollows() {
        AttributeChanges changes = AttributeChanges.none().put("a", 1).clear().put("b", 2);
        assertThat(changes.cleared()).isTrue();
        assertThat(changes.values()).containsOnlyKeys("b");
        assertThat(AttributeChanges.none().clear().isEmpty()).isFalse();
        assertThat(changes.put("c", 3).cleared()).isTrue();
    }

    @Test
    void thousandsOfChanges_areKeptInOrder() {
        AttributeChanges changes = AttributeChanges.none();
        for (int i = 0; i < 100_000; i++) {
            changes = changes.put("n" + i, i);
        }
        assertThat(changes.values()).hasSize(100_000);
        assertThat(changes.values().values()).startsWith(0, 1, 2).endsWith(99_999);
    }

    @Test
    void earlierChanges_doNotSeeLaterOnes() {
        AttributeChanges first = AttributeChanges.none().put("a", 1);
        assertThat(first.put("b", 2).values()).containsOnlyKeys("a", "b");
        assertThat(first.put("c", 3).values()).containsOnlyKeys("a", "c");
        assertThat(first.values()).containsOnlyKeys("a");
    }

    @Test
    void emptyName_isRefused() {
        assertThatThrownBy(() -> AttributeChanges.none().put("", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AttributeChanges.none().remove("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void values_cannotBeChanged() {
        var values = AttributeChanges.none().put("a", 1).values();
        assertThatThrownBy(() -> values.put("b", 2)).isInstanceOf(UnsupportedOperationException.class);
    }
}
