package node.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import base.meter.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ErrorCodeTest {

    private static final Path DOCS = Path.of("../docs/errors");

    @Test
    void every_code_has_a_page_and_every_page_has_a_code() throws IOException {
        List<String> pages;
        try (Stream<Path> files = Files.list(DOCS)) {
            pages = files.map(file -> file.getFileName().toString()).toList();
        }

        List<String> expected =
                Stream.concat(words().map(word -> word + ".md"), Stream.of("README.md")).toList();
        assertThat(pages).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void every_page_says_what_happened_why_and_what_to_do() {
        assertThat(words())
                .allSatisfy(word ->
                        assertThat(ErrorDocs.page(word))
                                .startsWith("# " + word + ": ")
                                .contains("## What happened", "## Why", "## What to do", "```"));
        assertThat(ErrorDocs.page("../README")).isNull();
    }

    @Test
    void the_list_names_them_all() throws IOException {
        String list = Files.readString(DOCS.resolve("README.md"));

        assertThat(words()).allSatisfy(word -> assertThat(list).contains("(" + word + ".md)"));
    }

    @Test
    void a_code_is_called_as_the_outcome_that_it_stands_for() {
        assertThat(Arrays.stream(Outcome.values()).filter(outcome -> outcome != Outcome.OK))
                .allSatisfy(outcome ->
                        assertThat(ErrorCode.of(outcome).word()).isEqualTo(outcome.word()));
    }

    private static Stream<String> words() {
        return Arrays.stream(ErrorCode.values()).map(ErrorCode::word);
    }
}
