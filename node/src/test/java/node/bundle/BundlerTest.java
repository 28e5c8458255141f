package node.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import base.lane.VersionImage;
import base.lane.VersionImage.ModuleKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import node.config.AppChoices;
import node.config.AppConfig;
import node.config.AppReader;
import node.config.AppReading;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BundlerTest {

    private static final Path ESBUILD = Path.of("target/edgewise/bin/esbuild");

    private final Path app;

    private final Bundlers bundlers = new Bundlers(ESBUILD, Bundlers.Mode.DEVELOPMENT);

    BundlerTest(@TempDir Path app) {
        this.app = app;
    }

    @AfterEach
    void close() {
        bundlers.close();
    }

    @Test
    void typescript_and_what_it_imports_become_one_module() throws IOException {
        write(
                "src/index.ts",
                "import { hi } from './hi';\nexport default { fetch: (r: Request) => hi };\n");
        write("src/hi.ts", "export const hi: string = 'hä' + process.env.NODE_ENV;\n");

        Bundle.Built built = built();

        assertThat(main(built)).contains("hä").contains("development").doesNotContain("Request");
        assertThat(built.exports()).containsExactly("default");
        assertThat(built.sourceMap()).contains("\"src/index.ts\"").contains("sourcesContent");
        assertThat(built.inputs()).contains(app.resolve("src/index.ts"), app.resolve("src/hi.ts"));
    }

    @Test
    void other_files_are_modules_by_the_name_that_the_import_says() throws IOException {
        write("src/add.wasm", "\0asm");
        write("src/data.bin", "1234");
        write("src/page.html", "<p>page</p>");
        write(
                "src/index.ts",
                """
                import add from './add.wasm';
                import again from './add.wasm?module';
                import data from './data.bin';
                import page from './page.html';
                export default { add, again, data, page };
                """);

        Bundle.Built built = built();

        assertThat(built.modules())
                .extracting(VersionImage.Module::kind)
                .containsExactlyInAnyOrder(ModuleKind.SCRIPT, ModuleKind.WASM, ModuleKind.DATA);
        for (VersionImage.Module module : built.modules().subList(1, 3)) {
            assertThat(main(built)).contains("from \"" + module.name() + "\"");
            assertThat(module.bytes()).hasSize(4);
        }
        assertThat(main(built)).contains("<p>page</p>");
    }

    @Test
    void nodes_own_modules_stay_imports_by_their_full_names() throws IOException {
        write(
                "src/index.ts",
                """
                import { AsyncLocalStorage } from 'async_hooks';
                import { readFile } from 'fs/promises';
                import 'node:path';
                import { env } from 'cloudflare:workers';
                const events = require('events');
                const again = require('node:events');
                export default { AsyncLocalStorage, readFile, env, events, again };
                """);

        Bundle.Built built = built();

        assertThat(main(built))
                .contains("from \"node:async_hooks\"")
                .contains("from \"node:fs/promises\"")
                .contains("import \"node:path\"")
                .contains("from \"cloudflare:workers\"")
                .contains("from \"node:events\"")
                .doesNotContain("__require(\"");
        assertThat(built.inputs()).contains(app.resolve("src/index.ts"));
        assertThat(built.modules()).hasSize(1);
    }

    @Test
    void a_package_is_taken_as_it_is_made_for_workers() throws IOException {
        write(
                "node_modules/where/package.json",
                """
                {"name": "where", "exports": {"workerd": "./workerd.js", "node": "./node.js"}}
                """);
        write("node_modules/where/workerd.js", "export const where = 'made for workerd';");
        write("node_modules/where/node.js", "export const where = 'made for node';");
        write("src/index.ts", "import { where } from 'where'; export default { where };");

        assertThat(main(built())).contains("made for workerd");
    }

    @Test
    void jsx_is_translated_as_the_tsconfig_says() throws IOException {
        write(
                "tsconfig.json",
                "{\"compilerOptions\": {\"jsx\": \"react\", \"jsxFactory\": \"h\"}}");
        write("src/index.tsx", "const h = (n: string) => n; export default { page: <main/> };");

        Bundle.Built built = (Bundle.Built) bundle("src/index.tsx");

        assertThat(main(built)).contains("h(\"main\"");
    }

    @Test
    void a_syntax_error_is_told_with_its_place_and_line() throws IOException {
        write("src/index.ts", "const ä = 1;\nconst a = 'ä' +* 2;\n");

        List<Diagnostic> diagnostics = failed();

        assertThat(diagnostics)
                .containsExactly(
                        new Diagnostic(
                                new SourcePlace("src/index.ts", 2, 16, 1),
                                "Unexpected \"*\"",
                                "const a = 'ä' +* 2;",
                                List.of()));
    }

    @Test
    void all_errors_are_told_at_once() throws IOException {
        write("src/index.ts", "import './one';\nimport './two';\nexport default {};\n");

        assertThat(failed())
                .extracting(Diagnostic::text)
                .containsExactly(
                        "src/index.ts:1:8: Could not resolve \"./one\"",
                        "src/index.ts:2:8: Could not resolve \"./two\"");
    }

    @Test
    void a_package_that_is_missing_is_told_with_the_command_that_installs_it() throws IOException {
        write("package.json", "{\"dependencies\": {\"listed\": \"1\"}}");
        write("src/index.ts", "import '@scope/pack/sub';\nimport 'listed';\nexport default {};\n");

        List<Diagnostic> diagnostics = failed();

        assertThat(diagnostics.getFirst().notes())
                .containsExactly(
                        "The package '@scope/pack' is not installed: run 'npm install @scope/pack' in "
                                + app
                                + ".");
        assertThat(diagnostics.getLast().notes())
                .containsExactly(
                        "The package 'listed' is not installed: run 'npm install' in " + app + ".");
    }

    @Test
    void a_bundle_that_is_too_large_is_refused() throws IOException {
        Files.createDirectories(app.resolve("src"));
        try (var file =
                Files.newByteChannel(
                        app.resolve("src/large.bin"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE)) {
            file.position(64L * 1024 * 1024);
            file.write(UTF_8.encode("end"));
        }
        write("src/index.ts", "import large from './large.bin'; export default { large };");

        assertThat(failed().getFirst().message()).endsWith("bytes; at most 67108864 are loaded.");
    }

    @Test
    void nothing_is_left_behind() throws IOException {
        write("index.js", "import x from './x.bin'; export default { x };");
        write("main.js", "an output of this name stays untouched");
        write("x.bin", "x");

        Bundle bundle = bundle("index.js");

        assertThat(bundle).isInstanceOf(Bundle.Built.class);
        try (var files = Files.list(app)) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("index.js", "main.js", "wrangler.jsonc", "x.bin");
        }
    }

    @Test
    void a_bundler_that_is_not_there_is_a_failure_that_says_so() throws IOException {
        write("src/index.ts", "export default {}");

        var none = new Bundlers(app.resolve("none"), Bundlers.Mode.DEVELOPMENT);
        Bundle bundle = none.of(config("\"main\": \"src/index.ts\"")).bundle();

        assertThat(((Bundle.Failed) bundle).diagnostics().getFirst().message())
                .startsWith("The bundler at " + app.resolve("none") + " failed: ");
    }

    @Test
    void a_change_is_in_the_next_bundle_and_so_is_a_file_that_was_missing() throws IOException {
        write("src/index.ts", "import { hi } from './hi'; export default { hi };");
        Bundler bundler = bundlers.of(config("\"main\": \"src/index.ts\""));

        Bundle missing = bundler.bundle();
        write("src/hi.ts", "export const hi = 'one';");
        Bundle first = bundler.bundle();
        write("src/hi.ts", "export const hi = 'two';");
        Bundle second = bundler.bundle();
        write("src/hi.ts", "export const hi = ;");
        Bundle broken = bundler.bundle();
        write("src/hi.ts", "export const hi = 'three';");
        Bundle third = bundler.bundle();

        assertThat(((Bundle.Failed) missing).inputs()).contains(app.resolve("src/index.ts"));
        assertThat(main((Bundle.Built) first)).contains("one");
        assertThat(main((Bundle.Built) second)).contains("two");
        assertThat(((Bundle.Failed) broken).inputs())
                .contains(app.resolve("src/index.ts"), app.resolve("src/hi.ts"));
        assertThat(main((Bundle.Built) third)).contains("three");
    }

    @Test
    void inputs_are_all_files_that_were_read() throws IOException {
        write("package.json", "{}");
        write("tsconfig.json", "{\"compilerOptions\": {\"paths\": {\"@/*\": [\"./src/*\"]}}}");
        write("node_modules/pack/package.json", "{\"name\": \"pack\"}");
        write("node_modules/pack/index.js", "export default 1;");
        write("src/add.wasm", "\0asm");
        write("src/note.txt", "note");
        write("src/values.json", "{\"a\": 1}");
        write("src/deep/other.ts", "export const other = 1;");
        write(
                "src/index.ts",
                """
                import pack from 'pack';
                import add from './add.wasm';
                import note from './note.txt';
                import values from './values.json';
                import { other } from '@/deep/other';
                export default { pack, add, note, values, other };
                """);

        assertThat(built().inputs())
                .filteredOn(file -> file.startsWith(app))
                .extracting(file -> app.relativize(file).toString())
                .containsExactlyInAnyOrder(
                        "package.json",
                        "tsconfig.json",
                        "node_modules/pack/package.json",
                        "node_modules/pack/index.js",
                        "src/add.wasm",
                        "src/note.txt",
                        "src/values.json",
                        "src/deep/other.ts",
                        "src/index.ts");
    }

    @Test
    void a_linked_package_of_a_workspace_is_bundled_from_where_it_is() throws IOException {
        Files.createDirectories(app.resolve("apps/web/node_modules/@shop"));
        write("packages/core/package.json", "{\"name\": \"@shop/core\", \"main\": \"core.ts\"}");
        write("packages/core/core.ts", "export const core: string = 'from the workspace';");
        Files.createSymbolicLink(
                app.resolve("apps/web/node_modules/@shop/core"), app.resolve("packages/core"));
        write("apps/web/index.ts", "import { core } from '@shop/core'; export default { core };");

        AppReading reading = AppReader.read(app.resolve("apps/web"), AppChoices.NONE);
        var bundle = (Bundle.Built) bundlers.of(((AppReading.Read) reading).config()).bundle();

        assertThat(main(bundle)).contains("from the workspace");
        assertThat(bundle.inputs()).contains(app.resolve("packages/core/core.ts"));
    }

    @Test
    void the_apps_own_command_runs_first_and_its_failure_is_told() throws IOException {
        List<String> output = new ArrayList<>();
        String command = "\"main\": \"out/index.js\", \"build\": {\"command\": \"%s\"}";
        String makes = "echo making; mkdir -p out; echo 'export default 42;' > out/index.js";

        Bundle made = bundlers.of(config(command.formatted(makes))).build(output::add, () -> {});
        Bundle failed =
                bundlers.of(config(command.formatted("exit 3"))).build(output::add, () -> {});
        Bundle idle =
                bundlers.of(config(command.formatted("rm out/index.js")))
                        .build(output::add, () -> {});

        assertThat(output).containsExactly("making");
        assertThat(main((Bundle.Built) made)).contains("42");
        assertThat(sentence(failed))
                .isEqualTo("'build.command' ('exit 3') failed with exit code 3.");
        assertThat(sentence(idle))
                .isEqualTo(
                        "There is no file 'out/index.js', as 'main' says after 'rm out/index.js' was run.");
    }

    @Test
    void a_file_of_a_rule_that_does_not_count_is_refused() throws IOException {
        write("a.html", "text");
        write("index.js", "import a from './a.html'; export default a;");
        String rules = "\"rules\": [{\"type\": \"Text\", \"globs\": [\"**/*.md\"]}]";

        Bundle bundle = bundlers.of(config("\"main\": \"index.js\", " + rules)).bundle();

        assertThat(((Bundle.Failed) bundle).diagnostics())
                .extracting(Diagnostic::text)
                .containsExactly(
                        "index.js:1:15: './a.html' fits a rule of the type 'Text' that does not count,"
                                + " since an earlier one of that type has no 'fallthrough'.");
    }

    @Test
    void jsx_is_made_by_the_settings_and_names_may_go() throws IOException {
        write("index.jsx", "const h = (n) => n; function named() {} export default [<a/>, named];");
        String settings =
                "\"main\": \"index.jsx\", \"jsx_factory\": \"h\", \"keep_names\": false, \"minify\": true";

        Bundle bundle = bundlers.of(config(settings)).bundle();

        assertThat(main((Bundle.Built) bundle)).doesNotContain("React").doesNotContain("__name");
        assertThat(main((Bundle.Built) bundle).lines().count()).isLessThan(3);
    }

    private static String sentence(Bundle bundle) {
        return ((Bundle.Failed) bundle).diagnostics().getFirst().message();
    }

    private Bundle.Built built() {
        Bundle bundle = bundle("src/index.ts");
        assertThat(bundle).isInstanceOf(Bundle.Built.class);
        return (Bundle.Built) bundle;
    }

    private List<Diagnostic> failed() {
        Bundle bundle = bundle("src/index.ts");
        assertThat(bundle).isInstanceOf(Bundle.Failed.class);
        return ((Bundle.Failed) bundle).diagnostics();
    }

    private Bundle bundle(String main) {
        return bundlers.of(config("\"main\": \"" + main + "\"")).bundle();
    }

    private AppConfig config(String settings) {
        try {
            write("wrangler.jsonc", "{\"name\": \"app\", " + settings + "}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        AppReading reading = AppReader.read(app, AppChoices.NONE);
        assertThat(reading).isInstanceOf(AppReading.Read.class);
        return ((AppReading.Read) reading).config();
    }

    private static String main(Bundle.Built built) {
        return new String(built.modules().getFirst().bytes(), UTF_8);
    }

    private void write(String name, String text) throws IOException {
        Path file = app.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }
}
