package dev.sojourn.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.ObjectInputStream;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the main classes to {@link PackageTable} and to what is forbidden everywhere. Tests are free. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(new ImportOption.DoNotIncludeJars())
            .importPackages(PackageTable.ROOT);

    /** Where the wall clock is made that all others are given. */
    private static final String COMPOSITION_ROOT = PackageTable.ROOT + ".cdi";

    static Stream<PackageTable.Row> rowsWithClasses() {
        return PackageTable.rows().stream().filter(row -> CLASSES.containPackage(row.name()));
    }

    @ParameterizedTest
    @MethodSource("rowsWithClasses")
    void package_of_the_table_uses_only_what_its_row_allows(PackageTable.Row row) {
        String[] inside =
                Stream.concat(Stream.of(row.name()), row.inside().stream()).toArray(String[]::new);
        DescribedPredicate<JavaClass> allowed = resideInAnyPackage(inside)
                .or(resideInAnyPackage(row.outside().toArray(String[]::new)))
                .or(describe("primitive", type -> type.getBaseComponentType().isPrimitive()));

        classes()
                .that()
                .resideInAPackage(row.name())
                .should()
                .onlyDependOnClassesThat(allowed)
                .because("its row in PackageTable says so")
                .allowEmptyShould(true) // a package may hold nothing but its package-info yet
                .check(CLASSES);
    }

    @Test
    void package_with_classes_stands_in_the_table() {
        assertThat(CLASSES).isNotEmpty();
        assertThat(CLASSES.stream().map(JavaClass::getPackageName).distinct())
                .allSatisfy(name -> assertThat(PackageTable.row(name)).isPresent());
    }

    @Test
    void packages_form_no_cycle() {
        slices().assignedFrom(new ByPackage())
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void package_is_null_marked() {
        Set<String> unmarked = CLASSES.stream()
                .map(JavaClass::getPackage)
                .filter(type -> !type.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .collect(toCollection(TreeSet::new));

        assertThat(unmarked)
                .as("packages without @NullMarked in a package-info")
                .isEmpty();
    }

    @Test
    void logging_goes_to_the_system_logger() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.util.logging..",
                        "org.slf4j..",
                        "org.apache.commons.logging..",
                        "org.apache.logging..",
                        "org.jboss.logging..")
                .because("System.Logger needs no library and ends where the server logs")
                .check(CLASSES);
    }

    @Test
    void system_logger_is_told_numbered_messages_only() {
        noClasses()
                .that()
                .resideOutsideOfPackage(PackageTable.ROOT + ".log")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(System.Logger.class)
                .because("operators know a message by its number")
                .check(CLASSES);
    }

    @Test
    void nothing_is_printed() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
    }

    @Test
    void time_comes_from_a_clock_that_was_passed_in() {
        noClasses()
                .that()
                .resideOutsideOfPackage(COMPOSITION_ROOT)
                .should()
                .accessTargetWhere(describe("reads the wall clock", ArchitectureTest::readsTheWallClock))
                .because("tests drive time by hand")
                .check(CLASSES);
    }

    @Test
    void nothing_is_deserialized_by_java() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .because("bytes of a storage or a client may be hostile")
                .check(CLASSES);
    }

    private static boolean readsTheWallClock(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getTarget().getName();
        if (owner.isEquivalentTo(System.class)) {
            return name.equals("currentTimeMillis");
        }
        if (owner.isEquivalentTo(Clock.class)) {
            return name.startsWith("system") || name.startsWith("tick");
        }
        if (owner.isEquivalentTo(Date.class)) {
            return name.equals("<init>") && parameters(access).isEmpty();
        }
        return owner.getPackageName().equals("java.time")
                && name.equals("now")
                && parameters(access).stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
    }

    private static List<JavaClass> parameters(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitAccessTarget target ? target.getRawParameterTypes() : List.of();
    }

    private static final class ByPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
