package io.matrixplatform.rating;

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
import org.jspecify.annotations.NullMarked;

@AnalyzeClasses(packages = "io.matrixplatform.rating", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule asksTheModelAndNobodyElse = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.matrixplatform.ingest..",
                    "io.matrixplatform.api..",
                    "io.matrixplatform.streams..",
                    "io.matrixplatform.local..",
                    "io.matrixplatform.events..",
                    "org.apache.flink..");

    @ArchTest
    static final ArchRule areasAreFreeOfCycles =
            slices().matching("io.matrixplatform.rating.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule namesDecideSomething =
            noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl|Common|Base)");

    @ArchTest
    static final ArchRule nobodyAsksAClock = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule failuresAreNamed = GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses classes) {
        classes().should(liveInANullMarkedPackage()).check(classes);
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
