package dev.sojourn.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodiesTest {

    private static JsonObject read(String body) {
        return Bodies.object(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), 20_000);
    }

    static List<String> hostileNumbers() {
        String nines = "9".repeat(5000);
        return List.of(
                nines,
                "-" + nines,
                "1." + nines,
                nines + "e5",
                "1e" + nines,
                "1e2147483648",
                "1E+99999999999999",
                "1e-99999999999999",
                "1.5e-2147483648",
                "1e0000000000000000000000001");
    }

    @ParameterizedTest
    @MethodSource("hostileNumbers")
    void numberBeyondAllUse_isABadRequest(String number) {
        for (String body : List.of("{\"a\":%s}", "{\"a\":[1,{\"b\":%s}]}", "{\"t\":\"\\\"\",\"a\": %s }")) {
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> read(String.format(body, number)))
                    .satisfies(refused -> assertThat(refused.problem().status()).isEqualTo(400));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "-1.5e-300", "1E+400", "1e999999999", "123456789012345678901234567890", "true", "false"})
    void otherValue_isRead(String value) {
        assertThat(read("{\"a\":[" + value + "," + value + "]}").getJsonArray("a"))
                .hasSize(2);
    }

    @Test
    void digitsInText_areNoNumber() {
        String text = "1e9999999999 \\\" " + "9".repeat(6000);
        assertThat(read("{\"" + text + "\":\"" + text + "\"}").keySet()).containsExactly(text.replace("\\", ""));
    }
}
