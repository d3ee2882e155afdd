package dev.sojourn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.support.JsonbMapper;
import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbProperty;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

public class AttributesTest {

    /** A value as applications have them. */
    public record Cart(String owner, List<String> items) {
        @JsonbCreator
        public Cart(@JsonbProperty("owner") String owner, @JsonbProperty("items") List<String> items) {
            this.owner = owner;
            this.items = items;
        }
    }

    private final JsonbMapper mapper = new JsonbMapper();

    private Attributes of(String name, String text) {
        return new Attributes(Map.of(name, text), mapper);
    }

    @Test
    void typedValue_isReadBack() {
        var cart = new Cart("alice", List.of("tea", "\u00fc\uD83D\uDE00\"\\"));
        assertThat(of("cart", mapper.toJson(cart)).get("cart", Cart.class)).contains(cart);
    }

    @Test
    void simpleValues_areReadBack() {
        assertThat(of("n", "5").get("n", Integer.class)).contains(5);
        assertThat(of("s", "\"x\"").get("s", String.class)).contains("x");
        assertThat(of("b", "true").get("b", Boolean.class)).contains(true);
    }

    @Test
    void missingNameAndJsonNull_areEmpty() {
        assertThat(of("a", "1").get("b", String.class)).isEmpty();
        assertThat(of("a", "null").get("a", String.class)).isEmpty();
        assertThat(of("a", "1").json("b")).isEmpty();
        assertThat(of("a", "null").json("a")).contains(JsonValue.NULL);
    }

    @Test
    void valueOfAnotherType_isATypedError() {
        assertThatThrownBy(() -> of("a", "\"text\"").get("a", Integer.class)).isInstanceOf(AttributeException.class);
        assertThatThrownBy(() -> of("a", "[1]").get("a", Cart.class)).isInstanceOf(AttributeException.class);
    }

    @Test
    void storedTextThatIsNotJson_isATypedError() {
        assertThatThrownBy(() -> of("a", "{oops").json("a")).isInstanceOf(AttributeException.class);
        assertThatThrownBy(() -> of("a", "").json("a")).isInstanceOf(AttributeException.class);
        assertThatThrownBy(() -> of("a", "{oops").toJson()).isInstanceOf(AttributeException.class);
    }

    @Test
    void toJson_isOneObjectWithNamesInOrder() {
        var attributes = new Attributes(Map.of("b", "[1,2]", "a", "{\"x\":null}", "c", "\"y\""), mapper);
        assertThat(attributes.toJson()).hasToString("{\"a\":{\"x\":null},\"b\":[1,2],\"c\":\"y\"}");
    }

    @Test
    void texts_areCopiedAndCannotBeChanged() {
        var texts = new HashMap<String, String>();
        texts.put("a", "1");
        var attributes = new Attributes(texts, mapper);
        texts.put("b", "2");
        assertThat(attributes.names()).containsExactly("a");
        assertThatThrownBy(() -> attributes.texts().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> attributes.names().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void toString_showsNamesOnly() {
        assertThat(of("pin", "\"1234\"")).hasToString("Attributes[pin]");
    }

    @Test
    void equality_isByContent() {
        assertThat(of("a", "1")).isEqualTo(new Attributes(Map.of("a", "1"), new JsonbMapper()));
        assertThat(of("a", "1")).isNotEqualTo(of("a", "2")).hasSameHashCodeAs(of("a", "1"));
    }
}
