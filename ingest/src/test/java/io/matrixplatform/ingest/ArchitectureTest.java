package io.matrixplatform.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

@AnalyzeClasses(packages = "io.matrixplatform.ingest", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.matrixplatform.ingest.";

    private static final Map<String, Set<String>> MAY_USE = Map.of(
            "platform", Set.of(),
            "access", Set.of("platform"),
            "metering", Set.of("platform", "access"),
            "inference", Set.of("platform", "access", "metering"),
            "operations", Set.of("platform", "access", "inference"));

    @ArchTest
    static final ArchRule areasAreFreeOfCycles =
            slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule otherDeployablesAndDatabasesAreOutOfSight = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.flink..", "io.matrixplatform.api..", "io.matrixplatform.streams..", "java.sql..");

    @ArchTest
    static final ArchRule nobodyAsksAClock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule namesDecideSomething =
            noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl|Common|Base)");

    @ArchTest
    static final ArchRule nobodyPrints = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule failuresAreNamed = GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

    @ArchTest
    static final ArchRule fieldsAreNotInjected = GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses classes) {
        classes().should(liveInANullMarkedPackage()).check(classes);
    }

    @ArchTest
    static void areasUseOnlyDeclaredNeighbours(JavaClasses classes) {
        MAY_USE.forEach((area, allowed) -> noClasses()
                .that()
                .resideInAPackage(ROOT + area + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(everyAreaBut(area, allowed))
                .check(classes));
    }

    private static String[] everyAreaBut(String area, Set<String> allowed) {
        return MAY_USE.keySet().stream()
                .filter(other -> !other.equals(area) && !allowed.contains(other))
                .map(other -> ROOT + other + "..")
                .toArray(String[]::new);
    }

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a package whose package-info is @NullMarked") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                if (!item.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(item, item.getPackageName() + " is not @NullMarked"));
                }
            }
        };
    }
}
