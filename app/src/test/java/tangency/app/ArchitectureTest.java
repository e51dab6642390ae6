package tangency.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import java.util.List;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The walls of the house: each rule with its reason. */
class ArchitectureTest {
    private static JavaClasses house;

    @BeforeAll
    static void read() {
        house = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("tangency");
    }

    /** Packages of the core in the order in which data flows; each sees only those before it. */
    private static final List<String> FLOW = List.of("math", "market", "returns", "estimate", "model",
            "measure", "solve", "scenario", "run", "report");

    @TestFactory
    List<DynamicTest> core_packageSeesOnlyThoseBeforeIt() {
        return FLOW.stream().map(name -> DynamicTest.dynamicTest(name, () -> {
            String[] after = FLOW.subList(FLOW.indexOf(name) + 1, FLOW.size()).stream()
                    .map(later -> "tangency.core." + later + "..").toArray(String[]::new);
            if (after.length > 0) {
                noClasses().that().resideInAPackage("tangency.core." + name + "..").should().dependOnClassesThat()
                        .resideInAnyPackage(after)
                        .because("data flows one way, and a reader can follow it through the folders").check(house);
            }
        })).toList();
    }

    @Test
    void scenario_seesSpecsButNoSolverAndNoEstimator() {
        noClasses().that().resideInAPackage("tangency.core.scenario..").should().dependOnClassesThat()
                .resideInAnyPackage("tangency.core.solve..", "tangency.core.measure..", "tangency.core.estimate")
                .because("a scenario says what is wanted, not how it is computed").check(house);
    }

    @Test
    void estimators_seeNoModel_andSpecsSeeNoCode() {
        noClasses().that().resideInAnyPackage("tangency.core.estimate.spec..", "tangency.core.model..").should()
                .dependOnClassesThat().resideInAnyPackage("tangency.core.estimate", "tangency.core.solve..")
                .because("specs live apart from the code that carries them out").check(house);
    }

    @Test
    void packages_areFreeOfCycles() {
        slices().matching("tangency.(*).(**)").should().beFreeOfCycles()
                .because("a cycle has no place where a reader can start").check(house);
    }

    @Test
    void specs_areRecordsEnumsAndSealedInterfacesWithoutArrays() {
        classes().that().resideInAnyPackage("tangency.core.scenario..", "tangency.core.model..",
                "tangency.core.estimate.spec..").and().areNotAnonymousClasses().and()
                .doNotHaveSimpleName("package-info").should(beValues())
                .because("stages are memoised by specs, so equality must mean equality").check(house);
    }

    private static ArchCondition<JavaClass> beValues() {
        return new ArchCondition<>("be records, enums or interfaces without array fields") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                boolean value = item.isRecord() || item.isEnum() || item.isInterface()
                        || item.getEnclosingClass().map(JavaClass::isEnum).orElse(false);
                boolean arrays = item.isRecord() && item.getFields().stream()
                        .filter(f -> !f.getModifiers().contains(JavaModifier.STATIC))
                        .map(JavaField::getRawType).anyMatch(JavaClass::isArray);
                if (!value || arrays) {
                    events.add(SimpleConditionEvent.violated(item, item.getName() + " is no value"));
                }
            }
        };
    }

    @Test
    void core_knowsNoWindowNoFilesNoClock() {
        noClasses().that().resideInAPackage("tangency.core..").should().dependOnClassesThat()
                .resideInAnyPackage("javafx..", "tangency.storage..", "tangency.app..", "java.io..", "java.nio..",
                        "tools.jackson..", "org.h2..", "java.util.concurrent..")
                .because("the engine never knows who asked").check(house);
        noClasses().that().resideInAPackage("tangency.core..").should()
                .callMethod(System.class, "nanoTime").orShould().callMethod(System.class, "currentTimeMillis")
                .orShould().callMethod(java.time.Instant.class, "now").orShould()
                .callMethod(java.time.LocalDate.class, "now").orShould().callMethod(Math.class, "random")
                .because("the same scenario on the same data gives the same answer").check(house);
    }

    @Test
    void storage_knowsNoWindow() {
        noClasses().that().resideInAPackage("tangency.storage..").should().dependOnClassesThat()
                .resideInAnyPackage("javafx..", "tangency.app..").because("the store never interprets").check(house);
    }

    @Test
    void commandLineAndReports_knowNoToolkit() {
        noClasses().that()
                .resideInAnyPackage("tangency.app.cli..", "tangency.app.report..", "tangency.app.diagnostics..")
                .should()
                .dependOnClassesThat().resideInAPackage("javafx..")
                .because("they run where there is no display").check(house);
    }

    @Test
    void viewModels_knowPropertiesButNoControls() {
        noClasses().that().haveSimpleNameEndingWith("ViewModel").should().dependOnClassesThat(toolkitBeyondProperties())
                .because("view models are tested without a toolkit").check(house);
    }

    private static DescribedPredicate<JavaClass> toolkitBeyondProperties() {
        return DescribedPredicate.describe("toolkit classes beyond beans and collections",
                c -> c.getPackageName().startsWith("javafx.") && !c.getPackageName().startsWith("javafx.beans")
                        && !c.getPackageName().startsWith("javafx.collections"));
    }

    @Test
    void views_doNotCompute() {
        noClasses().that().haveSimpleNameEndingWith("View").should().dependOnClassesThat()
                .resideInAnyPackage("tangency.core.estimate", "tangency.core.solve..", "tangency.core.run..")
                .because("everything a person sees is drawn from what a view model offers").check(house);
    }

    @Test
    void panels_doNotKnowEachOther() {
        slices().matching("tangency.app.panel.(*)..").should().notDependOnEachOther()
                .because("panels meet in the session").check(house);
    }

    @Test
    void threads_liveInSessionAndShell() {
        noClasses().that().resideInAPackage("tangency.app..").and()
                .resideOutsideOfPackages("tangency.app.session..", "tangency.app.shell..").should()
                .dependOnClassesThat(runSomethingElsewhere())
                .because("one place decides what runs where").check(house);
    }

    /** A Callable is a function; the rest of java.util.concurrent is about threads. */
    private static DescribedPredicate<JavaClass> runSomethingElsewhere() {
        return DescribedPredicate.describe("run something on another thread",
                c -> c.getFullName().equals("javafx.application.Platform") || c.getFullName().equals("java.lang.Thread")
                        || (c.getPackageName().equals("java.util.concurrent")
                                && !c.getSimpleName().equals("Callable")));
    }
}
