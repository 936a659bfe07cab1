package dev.glmagent;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The package rules of docs/architecture.md. */
@AnalyzeClasses(
        packages = "dev.glmagent",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.OnlyThisModule.class})
class ArchitectureTest {

    /** The emulator that the tests use stands on the class path under the same root package. */
    static final class OnlyThisModule implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("testkit");
        }
    }

    /** Room by room: what it may know of ours. A room is a package with its internal package. */
    private static final Map<String, Set<String>> ROOMS = Map.of(
            "chat", Set.of(),
            "tool", Set.of("chat"),
            "loop", Set.of("chat", "tool"),
            "glm", Set.of("chat"),
            "testing", Set.of("chat"),
            "session", Set.of("chat"),
            "root", Set.of("chat", "tool", "loop", "session", "glm"));

    @ArchTest
    static void rooms_know_only_what_the_table_allows(JavaClasses classes) {
        Set<String> forbidden = new TreeSet<>();
        for (JavaClass from : classes) {
            from.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass())
                    .filter(target -> target.getPackageName().startsWith("dev.glmagent"))
                    .filter(target -> !room(target).equals(room(from)))
                    .filter(target -> !ROOMS.getOrDefault(room(from), Set.of()).contains(room(target)))
                    .forEach(target -> forbidden.add(from.getName() + " -> " + target.getName()));
        }
        assertThat(forbidden).isEmpty();
    }

    @ArchTest
    static void every_package_is_a_known_room(JavaClasses classes) {
        assertThat(classes.stream().map(ArchitectureTest::room)).isSubsetOf(ROOMS.keySet());
    }

    @ArchTest
    static void nobody_outside_reaches_into_internal(JavaClasses classes) {
        Set<String> intruders = new TreeSet<>();
        for (JavaClass from : classes) {
            from.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass())
                    .filter(target ->
                            target.getPackageName().matches("dev\\.glmagent\\..*internal|dev\\.glmagent\\.internal"))
                    .filter(target -> !room(target).equals(room(from)))
                    .forEach(target -> intruders.add(from.getName() + " -> " + target.getName()));
        }
        assertThat(intruders).isEmpty();
    }

    private static String room(JavaClass type) {
        String below = type.getPackageName().substring("dev.glmagent".length());
        if (below.isEmpty() || below.startsWith(".internal")) {
            return "root";
        }
        return below.substring(1).split("\\.")[0];
    }

    @ArchTest
    static final ArchRule the_loop_is_pure = noClasses()
            .that()
            .resideInAPackage("dev.glmagent.loop..")
            .should()
            .dependOnClassesThat(resideInAPackage("java.util.concurrent..")
                    .or(resideInAPackage("java.io.."))
                    .or(resideInAPackage("java.nio.file.."))
                    .or(resideInAPackage("java.nio.channels.."))
                    .or(resideInAPackage("java.net.."))
                    .or(resideInAPackage("java.time..").and(not(type(Duration.class)))))
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule a_library_does_not_print = noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace");

    @ArchTest
    static final ArchRule no_foreign_type_in_a_public_signature = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("..internal..")
            .should(new ArchCondition<>("use only types of the JDK and ours") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    Stream.concat(method.getAllInvolvedRawTypes().stream(), method.getRawParameterTypes().stream())
                            .map(JavaClass::getBaseComponentType)
                            .filter(type -> !type.isPrimitive())
                            .filter(type -> Stream.of("java.", "dev.glmagent").noneMatch(type.getName()::startsWith))
                            .forEach(type -> events.add(SimpleConditionEvent.violated(
                                    method, method.getFullName() + " shows " + type.getName())));
                }
            });

    @ArchTest
    static void every_package_says_what_it_is_and_is_null_marked(JavaClasses classes) throws ClassNotFoundException {
        List<String> packages = classes.stream()
                .map(JavaClass::getPackageName)
                .distinct()
                .sorted()
                .toList();
        assertThat(packages).isNotEmpty();
        for (String name : packages) {
            assertThat(Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class))
                    .as(name)
                    .isTrue();
        }
    }
}
