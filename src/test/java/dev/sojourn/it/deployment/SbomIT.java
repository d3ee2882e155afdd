package dev.sojourn.it.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The bill of materials in the WAR names each library there, and no other. */
class SbomIT {

    private static final String LIBRARIES = "WEB-INF/lib/";

    @Test
    void bill_of_materials_names_each_library_of_the_war() throws IOException {
        try (ZipFile war = new ZipFile(System.getProperty("war"))) {
            List<String> libraries = war.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(LIBRARIES) && name.endsWith(".jar"))
                    .map(name -> name.substring(LIBRARIES.length()))
                    .toList();

            assertThat(libraries)
                    .hasSizeGreaterThan(10)
                    .containsExactlyInAnyOrderElementsOf(named(war).toList());
        }
    }

    private static Stream<String> named(ZipFile war) throws IOException {
        ZipEntry bill = war.getEntry("META-INF/sbom/application.cdx.json");
        assertThat(bill).as("in the WAR, unless that was built offline").isNotNull();
        try (var reader = Json.createReader(war.getInputStream(bill))) {
            return reader.readObject().getJsonArray("components").getValuesAs(JsonObject.class).stream()
                    .peek(SbomIT::isChecked)
                    .map(library -> library.getString("name") + "-" + library.getString("version") + ".jar");
        }
    }

    private static void isChecked(JsonObject library) {
        assertThat(library.getString("purl")).startsWith("pkg:maven/");
        assertThat(library.getJsonArray("hashes").toString()).contains("SHA-256");
    }
}
