package node.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import base.lane.VersionImage;
import base.lane.VersionImage.ModuleKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BundlerTest {

    private static final Path ESBUILD = Path.of("target/edgewise/bin/esbuild");

    private final Path app;

    BundlerTest(@TempDir Path app) {
        this.app = app;
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
        assertThat(built.inputs())
                .containsExactlyInAnyOrder(app.resolve("src/index.ts"), app.resolve("src/hi.ts"));
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
                .containsExactly(
                        ModuleKind.SCRIPT, ModuleKind.WASM, ModuleKind.WASM, ModuleKind.DATA);
        for (VersionImage.Module module : built.modules().subList(1, 4)) {
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
        assertThat(built.inputs()).containsExactly(app.resolve("src/index.ts"));
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
                    .containsExactlyInAnyOrder("index.js", "main.js", "x.bin");
        }
    }

    @Test
    void a_bundler_that_is_not_there_is_a_failure_that_says_so() throws IOException {
        write("src/index.ts", "export default {}");

        var none = new Bundler(app.resolve("none"), Bundler.Mode.DEVELOPMENT);
        Bundle bundle = none.bundle(app, app.resolve("src/index.ts"));

        assertThat(((Bundle.Failed) bundle).diagnostics().getFirst().message())
                .startsWith("The bundler at " + app.resolve("none") + " failed: ");
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
        return new Bundler(ESBUILD, Bundler.Mode.DEVELOPMENT).bundle(app, app.resolve(main));
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
