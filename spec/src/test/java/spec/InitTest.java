package spec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import spec.kit.Dev;

/// What `init` makes can be served as it is.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InitTest {
    @TempDir private Path directory;

    @Test
    void every_template_answers_as_its_readme_says() throws IOException {
        List<Path> apps = new ArrayList<>();
        for (String template : List.of("hello", "hono", "static", "react-ssr", "chat")) {
            apps.add(made(template));
        }

        try (Dev dev = Dev.with(List.of(), apps.toArray(new Path[0]))) {
            assertThat(dev.get("hello-app", "/?name=Ada").body()).isEqualTo("Hello, Ada!\n");
            assertThat(dev.get("hono-app", "/api/clocks/Asia/Tokyo").body()).contains("Asia/Tokyo");
            assertThat(dev.get("static-app", "/about").body()).contains("<h1>About");
            assertThat(dev.get("static-app", "/api/time").body()).startsWith("{\"now\":\"20");
            assertThat(dev.get("static-app", "/nowhere").statusCode()).isEqualTo(404);
            assertThat(dev.get("react-ssr-app", "/?whole&delay=1").body())
                    .contains("<td>Innsbruck</td>")
                    .doesNotContain("Asking");
            assertThat(dev.get("react-ssr-app", "/?delay=1").body())
                    .contains("Asking", "<td>Innsbruck</td>");
            assertThat(dev.get("chat-app", "/").body()).contains("<!doctype html>");
            assertThat(dev.get("chat-app", "/rooms/tea").statusCode()).isEqualTo(426);
        }
    }

    private Path made(String template) throws IOException {
        Path folder = directory.resolve(template + "-app");
        List<String> words = Dev.command(List.of());
        words.removeLast();
        words.addAll(List.of("init", template, folder.toString()));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
                .contains("Made " + folder, "  cd " + folder, "edgewise dev");
        return folder;
    }
}
