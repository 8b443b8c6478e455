package io.herald;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.herald.access.Needs;
import io.herald.access.Open;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {
    static final List<String> LEFT_TO_RIGHT = List.of(
            "platform",
            "access",
            "roster",
            "agenda",
            "event",
            "plan",
            "render",
            "notice",
            "provider",
            "dispatch",
            "desk",
            "receipt",
            "board",
            "hub",
            "console");

    private static final JavaClasses HERALD = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.herald");

    @ParameterizedTest
    @FieldSource("LEFT_TO_RIGHT")
    void a_package_imports_only_packages_to_its_left(String name) {
        var right = LEFT_TO_RIGHT.subList(LEFT_TO_RIGHT.indexOf(name) + 1, LEFT_TO_RIGHT.size()).stream()
                .map(ArchitectureTest::tree)
                .toArray(String[]::new);
        if (right.length > 0) {
            check(noClasses()
                    .that()
                    .resideInAPackage(tree(name))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(right));
        }
    }

    @Test
    void every_class_has_a_place_and_the_root_holds_only_main() {
        check(classes()
                .that()
                .resideOutsideOfPackages(
                        LEFT_TO_RIGHT.stream().map(ArchitectureTest::tree).toArray(String[]::new))
                .should()
                .haveFullyQualifiedName("io.herald.Main"));
    }

    @Test
    void plan_is_pure() {
        check(noClasses()
                .that()
                .resideInAPackage(tree("plan"))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        tree("platform"),
                        "java.sql..",
                        "io.vertx..",
                        "jakarta.enterprise..",
                        "jakarta.inject..",
                        "org.eclipse.microprofile..",
                        "io.smallrye..",
                        "io.quarkus..")));
    }

    @Test
    void twilio_is_known_in_its_own_folder_alone() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.herald.provider.twilio..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.twilio.."));
    }

    @Test
    void only_stores_speak_sql() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(tree("platform"))
                .and()
                .haveNameNotMatching(".*Store(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx.mutiny.sqlclient..", "io.vertx.sqlclient..", "java.sql.."));
    }

    @Test
    void nobody_logs_around_the_logger() {
        check(noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging.."));
        check(noClasses()
                .that()
                .resideOutsideOfPackages("io.herald", tree("platform"), tree("access"))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err"));
    }

    @ParameterizedTest
    @ValueSource(classes = {GET.class, POST.class, PUT.class, DELETE.class, PATCH.class})
    void every_endpoint_below_api_says_who_may_call_it(Class<? extends Annotation> verb) {
        check(methods()
                .that()
                .areAnnotatedWith(verb)
                .and()
                .areDeclaredInClassesThat(DescribedPredicate.describe(
                        "are below /api",
                        resource -> resource.isAnnotatedWith(Path.class)
                                && resource.getAnnotationOfType(Path.class)
                                        .value()
                                        .startsWith("/api")))
                .should()
                .beAnnotatedWith(Needs.class)
                .orShould()
                .beAnnotatedWith(Open.class));
    }

    @Test
    void time_comes_in_by_the_door() {
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.herald.platform.HubClock")
                .should()
                .callMethod(Instant.class, "now"));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(HERALD);
    }

    private static String tree(String name) {
        return "io.herald." + name + "..";
    }
}
