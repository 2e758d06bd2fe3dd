package io.matrixplatform.api;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.matrixplatform.api.platform.idempotency.Post;
import jakarta.ws.rs.POST;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

@AnalyzeClasses(packages = "io.matrixplatform.api", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.matrixplatform.api.";

    /** The whole map of the areas: a new arrow is a change here. */
    private static final Map<String, Set<String>> MAY_USE = Map.of(
            "platform", Set.of(),
            "access", Set.of("platform"),
            "catalog", Set.of("platform", "access"),
            "console", Set.of("platform", "access"),
            "inference", Set.of("platform", "access"),
            "metering", Set.of("platform", "access", "catalog"),
            "billing", Set.of("platform", "access", "catalog", "metering"),
            "analytics", Set.of("platform", "access", "catalog", "metering"),
            "operations", Set.of("platform", "access", "inference", "metering"));

    @ArchTest
    static final ArchRule AREAS_ARE_FREE_OF_CYCLES =
            slices().matching("io.matrixplatform.api.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule DAOS_ARE_SEEN_BY_NOBODY_ELSE =
            classes().that().haveSimpleNameEndingWith("Dao").should().bePackagePrivate();

    @ArchTest
    static final ArchRule SQL_IS_FOR_DAOS_AND_PERSISTENCE = noClasses()
            .that(not(simpleNameEndingWith("Dao")).and(not(resideInAnyPackage("..platform.persistence.."))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.sql..");

    @ArchTest
    static final ArchRule FLINK_IS_NOWHERE =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.apache.flink..");

    @ArchTest
    static final ArchRule NOTHING_OF_THE_OTHER_DEPLOYABLES = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.matrixplatform.ingest..", "io.matrixplatform.streams..");

    @ArchTest
    static final ArchRule TIME_IS_GIVEN = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule NAMES_DECIDE_SOMETHING =
            noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl|Common|Base|Service|Dto)(\\$.*)?");

    @ArchTest
    static final ArchRule NO_STANDARD_STREAMS = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule NO_GENERIC_EXCEPTIONS = NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

    @ArchTest
    static final ArchRule NO_FIELD_INJECTION = NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

    @ArchTest
    static final ArchRule EVERY_POST_CAN_BE_REPEATED = methods()
            .that()
            .areAnnotatedWith(POST.class)
            .should(new ArchCondition<>("take a Post, by which idempotency knows it") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    boolean takes =
                            method.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Post.class));
                    events.add(new SimpleConditionEvent(method, takes, method.getFullName()));
                }
            });

    @ArchTest
    static final ArchRule AVRO_STAYS_INSIDE = noClasses()
            .that()
            .haveSimpleNameEndingWith("Resource")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.avro..", "io.matrixplatform.events.(access|catalog|inference|metering|operations)..");

    @ArchTest
    static void areasUseOnlyDeclaredNeighbours(JavaClasses classes) {
        MAY_USE.forEach((area, allowed) -> {
            String[] forbidden = MAY_USE.keySet().stream()
                    .filter(other -> !other.equals(area) && !allowed.contains(other))
                    .map(other -> ROOT + other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + area + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(forbidden)
                    .allowEmptyShould(true)
                    .check(classes);
        });
    }

    @ArchTest
    static void everyAreaIsOnTheMap(JavaClasses classes) {
        classes()
                .that()
                .resideInAPackage(ROOT + "*..")
                .should()
                .resideInAnyPackage(MAY_USE.keySet().stream()
                        .map(area -> ROOT + area + "..")
                        .toArray(String[]::new))
                .check(classes);
    }

    @ArchTest
    static void everyPackageSaysWhatItOwnsAndIsNullMarked(JavaClasses classes) {
        classes.stream().map(type -> type.getPackage()).distinct().forEach(area -> {
            if (!area.isAnnotatedWith(NullMarked.class)) {
                throw new AssertionError(area.getName() + " has no package-info with @NullMarked");
            }
        });
    }
}
