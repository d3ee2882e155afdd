package dev.sojourn.observe;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The dashboard and the page about operations name the figures that there are, as MicroProfile Metrics shows them. */
class DashboardTest {

    private static final Path DASHBOARD = Path.of("docs", "grafana", "sojourn.json");
    private static final Path PAGE = Path.of("docs", "operations.md");
    private static final Pattern NAME = Pattern.compile("sojourn_[a-z_]+");

    private static Set<String> namesIn(Path file) throws IOException {
        Set<String> names = new TreeSet<>();
        Matcher name = NAME.matcher(Files.readString(file));
        while (name.find()) {
            names.add(name.group());
        }
        return names;
    }

    /** Without what the server adds. */
    private static String id(String shown) {
        return shown.replaceFirst("_seconds(_(bucket|count|sum|max|mean))?$|_total$", "");
    }

    private static Set<String> ids() {
        return Arrays.stream(Figure.values()).map(Figure::id).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void dashboard_namesOnlyFiguresThatThereAre_andAllOfThem() throws IOException {
        assertThat(namesIn(DASHBOARD).stream().map(DashboardTest::id).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(ids());
    }

    @Test
    void dashboard_isJsonWithPanelsOfItsOwnNumbers() throws IOException {
        try (Reader text = Files.newBufferedReader(DASHBOARD);
                var json = Json.createReader(text)) {
            JsonObject dashboard = json.readObject();
            assertThat(dashboard.getJsonArray("panels").getValuesAs(JsonObject.class))
                    .isNotEmpty()
                    .extracting(panel -> panel.getInt("id"))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void page_tellsOfEveryFigure_andNoOther() throws IOException {
        assertThat(namesIn(PAGE).stream().map(DashboardTest::id).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(ids());
    }
}
