package dev.sojourn.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.AdminAction;
import dev.sojourn.AuditType;
import dev.sojourn.EndReason;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The OpenAPI document that is shipped says what the resources do. */
class OpenApiTest {

    private static final JsonObject DOCUMENT = read();

    private static JsonObject read() {
        try (var reader = Json.createReader(
                Files.newInputStream(java.nio.file.Path.of("src", "main", "webapp", "openapi.json")))) {
            return reader.readObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void every_call_of_the_resources_is_described_with_its_parameters_and_no_other() {
        assertThat(described()).isEqualTo(calls());
    }

    /** Parameters by call, such as {@code GET /api/session}. */
    private static Map<String, Set<String>> described() {
        var calls = new TreeMap<String, Set<String>>();
        DOCUMENT.getJsonObject("paths")
                .forEach((path, methods) -> methods.asJsonObject().forEach((method, operation) -> {
                    var parameters = new TreeSet<String>();
                    operation
                            .asJsonObject()
                            .getOrDefault("parameters", JsonValue.EMPTY_JSON_ARRAY)
                            .asJsonArray()
                            .getValuesAs(JsonObject.class)
                            .forEach(each -> parameters.add(each.getString("name")));
                    calls.put(method.toUpperCase(Locale.ROOT) + " " + path, parameters);
                }));
        return calls;
    }

    private static Map<String, Set<String>> calls() {
        var calls = new TreeMap<String, Set<String>>();
        for (Method locator : ApiRoot.class.getDeclaredMethods()) {
            String root = path(locator);
            if (root != null) {
                for (Method method : locator.getReturnType().getDeclaredMethods()) {
                    String verb = verb(method);
                    // wherever there is a GET there is a HEAD, with methods of its own only where the answer is long
                    if (verb != null && !verb.equals(HttpMethod.HEAD)) {
                        String below = path(method);
                        calls.put(verb + " /api/" + root + (below == null ? "" : "/" + below), parameters(method));
                    }
                }
            }
        }
        return calls;
    }

    private static @Nullable String path(Method method) {
        Path path = method.getAnnotation(Path.class);
        return path == null ? null : path.value();
    }

    private static @Nullable String verb(Method method) {
        return Stream.of(method.getAnnotations())
                .map(Annotation::annotationType)
                .map(type -> type.getAnnotation(HttpMethod.class))
                .filter(Objects::nonNull)
                .map(HttpMethod::value)
                .findFirst()
                .orElse(null);
    }

    private static Set<String> parameters(Method method) {
        var names = new TreeSet<String>();
        for (Parameter parameter : method.getParameters()) {
            if (parameter.isAnnotationPresent(QueryParam.class)) {
                names.add(parameter.getAnnotation(QueryParam.class).value());
            } else if (parameter.isAnnotationPresent(PathParam.class)) {
                names.add(parameter.getAnnotation(PathParam.class).value());
            } else if (parameter.isAnnotationPresent(HeaderParam.class)) {
                names.add(parameter.getAnnotation(HeaderParam.class).value());
            }
        }
        return names;
    }

    @Test
    void every_reference_leads_somewhere() {
        assertThat(references(DOCUMENT)).isNotEmpty().allSatisfy(reference -> {
            assertThat(reference).startsWith("#/");
            assertThat(DOCUMENT.getValue(reference.substring(1))).isNotNull();
        });
    }

    private static Stream<String> references(JsonValue value) {
        return switch (value.getValueType()) {
            case OBJECT ->
                value.asJsonObject().entrySet().stream()
                        .flatMap(entry -> entry.getKey().equals("$ref")
                                ? Stream.of(value.asJsonObject().getString("$ref"))
                                : references(entry.getValue()));
            case ARRAY -> value.asJsonArray().stream().flatMap(OpenApiTest::references);
            default -> Stream.of();
        };
    }

    @Test
    void audit_entry_has_the_members_that_are_written() {
        assertThat(properties("AuditEntry")).containsExactlyInAnyOrderElementsOf(AuditJson.NAMES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Session", "Device", "AuditEntry", "LoginBlock", "Statistics", "Health", "Ended"})
    void members_of_an_answer_are_always_there(String schema) {
        assertThat(texts(schema(schema).getJsonArray("required"))).containsExactlyElementsOf(properties(schema));
    }

    @Test
    void words_are_those_that_are_written() {
        assertThat(words(schema("EndReason")))
                .containsExactlyElementsOf(
                        Stream.of(EndReason.values()).map(EndReason::code).toList());
        JsonObject entry = schema("AuditEntry").getJsonObject("properties");
        assertThat(words(entry.getJsonObject("type")))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(AuditType.values()).map(AuditType::code).toList());
        assertThat(words(entry.getJsonObject("action")))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(AdminAction.values()).map(AdminAction::code).toList());
    }

    private static List<String> words(JsonObject schema) {
        return texts(schema.getJsonArray("enum"));
    }

    private static List<String> texts(JsonArray array) {
        return array.stream()
                .filter(JsonString.class::isInstance)
                .map(text -> ((JsonString) text).getString())
                .toList();
    }

    private static JsonObject schema(String name) {
        return DOCUMENT.getJsonObject("components").getJsonObject("schemas").getJsonObject(name);
    }

    private static Set<String> properties(String schema) {
        return schema(schema).getJsonObject("properties").keySet();
    }
}
