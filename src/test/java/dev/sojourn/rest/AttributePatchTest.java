package dev.sojourn.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.Attributes;
import dev.sojourn.support.JsonbMapper;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttributePatchTest {

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }

    private static JsonObject merged(String patch) {
        var attributes = new Attributes(Map.of("a", "{\"x\":1,\"y\":{\"z\":2}}", "b", "5"), new JsonbMapper());
        return AttributePatch.merged(attributes, json(patch));
    }

    @Test
    void objects_areMergedMemberByMember() {
        assertThat(merged("{\"a\":{\"x\":null,\"y\":{\"w\":3}}}")).isEqualTo(json("{\"a\":{\"y\":{\"z\":2,\"w\":3}}}"));
    }

    @Test
    void otherValues_replaceAndNullRemoves() {
        assertThat(merged("{\"a\":[1,null],\"b\":{\"n\":{\"m\":null}},\"c\":\"t\",\"d\":null}"))
                .isEqualTo(json("{\"a\":[1,null],\"b\":{\"n\":{}},\"c\":\"t\"}"));
        assertThat(merged("{\"b\":null}")).isEmpty();
    }

    @Test
    void unnamedAttributes_areNotInTheAnswer() {
        assertThat(merged("{}")).isEmpty();
    }
}
