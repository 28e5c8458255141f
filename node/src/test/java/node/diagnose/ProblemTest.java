package node.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import node.bundle.Diagnostic;
import node.bundle.SourcePlace;
import node.terminal.Colours;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProblemTest {

    private static final SourceMap MAP =
            new SourceMap(
                    """
                    {"version": 3, "sources": ["src/a.ts"], "names": [], "mappings": "AAEE",
                     "sourcesContent": ["// <one>\\nfunction buy() {\\n\\tthrow new TypeError('odd & <b>');\\n}\\n"]}
                    """);

    private static final String STACK =
            "TypeError: odd & <b>\n    at buy (main.js:1:1)\n    at fetch (main.js:9:9)";

    @Test
    void an_exception_is_shown_with_the_code_around_it() {
        Problem problem = Problems.ofException(ErrorCode.EXCEPTION, STACK, "main.js", MAP);

        assertThat(new ProblemText(Colours.OFF).of(problem))
                .isEqualTo(
                        """
                        ✘ TypeError: odd & <b>
                          src/a.ts:3:3  (exception)
                          1 │ // <one>
                          2 │ function buy() {
                        > 3 │ \tthrow new TypeError('odd & <b>');
                            │ \t ^
                          4 │ }
                          at buy (src/a.ts:3:3)
                          at fetch (main.js:9:9)
                        """);
    }

    @Test
    void a_build_error_is_shown_with_its_notes(@TempDir Path app) throws IOException {
        Files.writeString(app.resolve("a.ts"), "import 'hono';\n".repeat(12));
        var place = new SourcePlace("a.ts", 10, 8, 6);
        var diagnostic =
                new Diagnostic(place, "Could not resolve \"hono\"", "", List.of("Install it."));

        List<Problem> problems = Problems.ofBuild("Build failed", List.of(diagnostic), app);

        assertThat(new ProblemText(Colours.OFF).of(problems.getFirst()))
                .isEqualTo(
                        """
                        ✘ Build failed: Could not resolve "hono"
                          a.ts:10:8  (buildFailed)
                           7 │ import 'hono';
                           8 │ import 'hono';
                           9 │ import 'hono';
                        > 10 │ import 'hono';
                             │        ^^^^^^
                          11 │ import 'hono';
                          12 │ import 'hono';
                          Install it.
                        """);
    }

    @Test
    void a_thrown_thing_that_is_no_error_is_shown_too() {
        Problem problem =
                Problems.ofException(
                        ErrorCode.EXCEPTION, "just: a text", "main.js", SourceMap.NONE);
        Problem words =
                Problems.ofException(
                        ErrorCode.EXCEPTION, "not two words: a text", "main.js", SourceMap.NONE);

        assertThat(problem.title()).isEqualTo("just");
        assertThat(words.title()).isEqualTo("Uncaught exception");
        assertThat(words.message()).isEqualTo("not two words: a text");
    }

    @Test
    void a_line_of_minified_code_is_cut_around_the_place() {
        CodeFrame frame = CodeFrame.of("x".repeat(5_000) + "!" + "y".repeat(5_000), 1, 5_001, 1);

        String shown = frame.lines().getFirst().text();
        assertThat(shown).hasSize(160);
        assertThat(shown.charAt(frame.caret().length())).isEqualTo('!');
    }

    @Test
    void a_place_beyond_the_source_does_no_harm() {
        assertThat(CodeFrame.of("a\nb\n", 70, 9, 4).lines()).isEmpty();
        assertThat(CodeFrame.of("a\nb\n", 2, 90, 4).lines()).hasSize(2);
    }

    @Test
    void a_browser_gets_a_page_in_which_everything_is_escaped() {
        Problem problem = Problems.ofException(ErrorCode.EXCEPTION, STACK, "main.js", MAP);

        ErrorAnswer answer = ErrorAnswer.of("text/html,*/*;q=0.8", "<shop>", 500, List.of(problem));

        assertThat(answer.headers())
                .contains(Map.entry("content-type", "text/html; charset=utf-8"));
        assertThat(answer.body())
                .contains(
                        "odd &amp; &lt;b&gt;",
                        "500 · &lt;shop&gt;",
                        "// &lt;one&gt;",
                        "src/a.ts:3:3")
                .doesNotContain("<b>)", "<one>", "<shop>", "<script");
    }

    @Test
    void a_program_gets_a_problem_document() {
        Problem problem = Problem.of(ErrorCode.EXCEEDED_CPU, "The limit of 50 ms was passed.");

        for (String accept : List.of("", "*/*", "application/json", "text/html;q=0, */*")) {
            ErrorAnswer answer = ErrorAnswer.of(accept, "shop", 503, List.of(problem));

            assertThat(answer.headers())
                    .contains(Map.entry("content-type", "application/problem+json"));
            assertThat(answer.body())
                    .isEqualTo(
                            """
                            {"type":"/_edgewise/errors/exceededCpu","code":"exceededCpu",\
                            "title":"CPU limit exceeded","status":503,\
                            "detail":"The limit of 50 ms was passed.","errors":[{"code":"exceededCpu",\
                            "title":"CPU limit exceeded",\
                            "detail":"The limit of 50 ms was passed.","place":"","stack":""}]}
                            """);
        }
    }

    @Test
    void colours_are_for_terminals_and_for_those_who_want_them() {
        assertThat(Colours.of(Map.of("TERM", "xterm"), true)).isEqualTo(Colours.ON);
        assertThat(Colours.of(Map.of("TERM", "xterm"), false)).isEqualTo(Colours.OFF);
        assertThat(Colours.of(Map.of("TERM", "dumb"), true)).isEqualTo(Colours.OFF);
        assertThat(Colours.of(Map.of("TERM", "xterm", "NO_COLOR", "1"), true))
                .isEqualTo(Colours.OFF);
        assertThat(Colours.of(Map.of("FORCE_COLOR", "1"), false)).isEqualTo(Colours.ON);
        assertThat(Colours.ON.red("no")).isEqualTo("\u001b[31mno\u001b[0m");
    }
}
