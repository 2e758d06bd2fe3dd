package io.matrixplatform.streams;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;

@AnalyzeClasses(packages = "io.matrixplatform.streams", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule jobsServeNoHttpAndSpeakNoSql = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.ws.rs..", "org.jdbi..", "java.sql..");

    @ArchTest
    static final ArchRule platformKnowsNoArea = noClasses()
            .that()
            .resideInAPackage("..streams.platform..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..streams.metering..");

    @ArchTest
    static final ArchRule stepsAreFreeOfCycles = slices().matching("io.matrixplatform.streams.metering.(*)..")
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule timeIsAskedOfFlink = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule namesSayWhatAClassIs =
            noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl|Common|Base)");

    @ArchTest
    static final ArchRule nothingIsPrinted =
            noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err");
}
