package spec;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The drawing of the architecture, held true. (Maven's own graph refuses an upward arrow between
/// modules; this guards what Maven does not see.)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LayersTest {
    private JavaClasses all;

    @BeforeAll
    void read() {
        all =
                new ClassFileImporter()
                        .importPaths(
                                List.of("base", "isolate", "edge", "node").stream()
                                        .map(module -> Path.of("..", module, "target/classes"))
                                        .toList());
    }

    @Test
    void base_knows_nothing_above_it() {
        noClasses()
                .that()
                .resideInAPackage("base..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("isolate..", "edge..", "node..", "io.netty..")
                .check(all);
    }

    @Test
    void edge_knows_of_no_isolate_and_no_node() {
        noClasses()
                .that()
                .resideInAPackage("edge..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("isolate..", "node..", "base.lane..")
                .check(all);
    }

    @Test
    void a_child_uses_base_only() {
        noClasses()
                .that()
                .resideInAPackage("isolate..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("edge..", "node..", "io.netty..")
                .check(all);
    }

    @Test
    void only_isolate_v8_knows_the_engine() {
        noClasses()
                .that()
                .resideOutsideOfPackage("isolate.v8..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.caoccao..")
                .check(all);
    }

    @Test
    void no_packages_depend_on_each_other_in_a_circle() {
        for (String module : List.of("base", "isolate", "edge", "node")) {
            slices().matching(module + ".(*)..").should().beFreeOfCycles().check(all);
        }
    }

    @Test
    void every_package_says_what_may_be_null() {
        classes()
                .that()
                .haveSimpleName("package-info")
                .should()
                .beAnnotatedWith("org.jspecify.annotations.NullMarked")
                .check(all);
    }
}
