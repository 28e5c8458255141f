package node.diagnose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import node.bundle.Bundle;
import node.bundle.Bundlers;
import node.bundle.SourcePlace;
import node.config.AppChoices;
import node.config.AppReader;
import node.config.AppReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SourceMapTest {

    @Test
    void a_place_in_a_bundle_is_led_back_to_its_source(@TempDir Path app) throws IOException {
        Files.writeString(
                app.resolve("hi.ts"),
                "\n\nexport function hi(): never {\n  throw new Error('ä');\n}\n");
        Files.writeString(
                app.resolve("index.ts"),
                "import { hi } from './hi';\nexport default { fetch: () => hi() };\n");
        Path esbuild = Path.of("target/edgewise/bin/esbuild");
        var reading = (AppReading.Read) AppReader.read(app, AppChoices.NONE);
        Bundle.Built bundle;
        try (var bundlers = new Bundlers(esbuild, Bundlers.Mode.DEVELOPMENT)) {
            bundle = (Bundle.Built) bundlers.of(reading.config()).bundle();
        }
        String script = new String(bundle.modules().getFirst().bytes(), UTF_8);
        int at = script.indexOf("new Error");
        int line = (int) script.substring(0, at).lines().count();
        int column = at - script.lastIndexOf('\n', at);

        var map = new SourceMap(bundle.sourceMap());

        assertThat(map.original(line, column)).isEqualTo(new SourceMap.Original("hi.ts", 4, 9));
        assertThat(map.text("hi.ts")).startsWith("\n\nexport function");
    }

    @Test
    void segments_are_decoded_with_their_signs_and_lines() {
        var map =
                new SourceMap(
                        """
                        {"version": 3, "sourceRoot": "src/", "sources": ["a.ts", "b.ts"],
                         "sourcesContent": ["one", null], "names": [], "mappings": "AAAA,ICCA;;CADA,C"}
                        """);

        assertThat(map.original(1, 1)).isEqualTo(new SourceMap.Original("src/a.ts", 1, 1));
        assertThat(map.original(1, 4)).isEqualTo(new SourceMap.Original("src/a.ts", 1, 1));
        assertThat(map.original(1, 99)).isEqualTo(new SourceMap.Original("src/b.ts", 2, 1));
        assertThat(map.original(2, 1)).isNull();
        assertThat(map.original(3, 1)).isNull();
        assertThat(map.original(3, 2)).isEqualTo(new SourceMap.Original("src/b.ts", 1, 1));
        assertThat(map.original(3, 3)).isNull();
        assertThat(map.original(9, 1)).isNull();
        assertThat(map.text("src/a.ts")).isEqualTo("one");
    }

    @Test
    void a_map_that_makes_no_sense_answers_nothing() {
        assertThat(new SourceMap("no json").original(1, 1)).isNull();
        assertThat(new SourceMap("{}").original(1, 1)).isNull();
        assertThat(
                        new SourceMap("{\"sources\":[],\"mappings\":\"AAAA,zzzzzzzzzz\"}")
                                .original(1, 1))
                .isNull();
        assertThat(SourceMap.NONE.original(1, 1)).isNull();
    }

    @Test
    void a_stack_is_told_in_original_positions() {
        var map =
                new SourceMap(
                        """
                        {"version": 3, "sources": ["src/a.ts"], "sourcesContent": ["let x\\nthrow x"],
                         "names": [], "mappings": "AACA"}
                        """);
        String stack =
                """
                TypeError: odd
                    at fetch (edgewise:prelude:3:4)
                    at Shop.buy (main.js:1:5)
                    at async ./main.js:1:9
                    at other (main.js:77:1)
                    at domain.js:1:1\
                """;

        var mapped = new StackMapper("main.js", map).map(stack);

        assertThat(mapped.text())
                .isEqualTo(
                        """
                        TypeError: odd
                            at fetch (edgewise:prelude:3:4)
                            at Shop.buy (src/a.ts:2:1)
                            at async src/a.ts:2:1
                            at other (main.js:77:1)
                            at domain.js:1:1\
                        """);
        assertThat(mapped.first()).isEqualTo(new SourcePlace("src/a.ts", 2, 1, 1));
    }
}
