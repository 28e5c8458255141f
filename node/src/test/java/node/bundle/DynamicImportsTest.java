package node.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DynamicImportsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "const a = await import('x');",
                "x = () => import(`./${name}.js`)",
                "[...import('x')]",
                "if (a) /re'g/.test(b), import('x')",
                "a = b / c; import('x') / 2",
                "a = `${ { a: `}` } }`; import('x')",
                "return /[/\"]/.test(a) ? import('x') : 1",
                "function f() {} /'/.test(a); import('x')",
                "a = {} / 1; import ('x')",
                "a++ / 2; import('x'); b / '3'",
                "/* ' */ import(\n'x') // it's",
            })
    void an_import_that_is_called_is_led_on_without_moving_anything(String source) {
        String led = DynamicImports.rewrite(source, "dir/it's.js");

        assertThat(led).startsWith(source.replaceFirst("import(?=\\s*\\()", "imporŧ") + "\n");
        assertThat(led).endsWith("{return imporŧ_('dir/it\\'s.js',s)}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import a from 'x'; import.meta.url",
                "a.import('x'); a?.import('x'); this.#import('x')",
                "class A { import(x) { return x } async import (a, b = (c)) {} }",
                "'import(x)'; \"import(x)\"; `import(x)`; /import(x)/",
                "// import(x)\n/* import(x) */",
                "a = b\n/import(x)/.test(c)",
                "reimport('x'); importx('x'); $import('x')",
                "return /import(x)/",
                "a = () => { return 1 }\n/import(x)/.test(a)",
            })
    void what_only_looks_like_one_stays(String source) {
        // A line break before a slash divides, as the language says: the sixth row is no
        // expression.
        String expected =
                source.startsWith("a = b\n") ? source.replace("import(", "imporŧ(") : source;

        assertThat(DynamicImports.rewrite(source, "m.js")).startsWith(expected);
    }

    @Test
    void a_module_without_one_is_the_same_object() {
        String source = "import a from 'x'; export default a;";

        assertThat(DynamicImports.rewrite(source, "m.js")).isSameAs(source);
    }

    @Test
    void anything_comes_to_an_end() {
        for (String source :
                new String[] {"import(", "`${import(", "/import(", "import('", ")}]import"}) {
            assertThat(DynamicImports.rewrite(source, "m.js")).isNotNull();
        }
    }
}
