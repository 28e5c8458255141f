package spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spec.kit.Dev;
import spec.kit.Eventually;

/// What is wrong with an app that changes: told once, told in full, and never the end of its watch.
class ReloadFaultsTest {
    private static final String GOOD = "export default { fetch: () => new Response('good') };";

    @TempDir private Path directory;

    @Test
    void a_broken_app_whose_output_lies_in_its_folder_is_told_once() throws IOException {
        Path app = Dev.app(directory, "app", "export default { fetch( };", "");
        try (Dev dev = Dev.writingTo(app.resolve("out.log"), app)) {
            for (int i = 0; i < 30; i++) {
                assertThat(dev.get("app", "/" + i).statusCode()).isEqualTo(500);
            }
            Files.writeString(app.resolve("index.js"), GOOD);
            awaitBody(dev, "app", "good");

            assertThat(dev.lines()).filteredOn(line -> line.contains("Build failed")).hasSize(1);
        }
    }

    @Test
    void output_that_lies_among_the_files_that_are_served_is_no_change_of_them()
            throws IOException {
        Path app = Dev.app(directory, "app", GOOD, "\"assets\":{\"directory\":\".\"}");
        try (Dev dev = Dev.writingTo(app.resolve("out.log"), app)) {
            for (int i = 0; i < 30; i++) {
                dev.get("app", "/" + i);
            }
            Files.writeString(app.resolve("index.js"), GOOD.replace("good", "better"));
            awaitBody(dev, "app", "better");
            Eventually.holds(() -> assertThat(reloads(dev)).isNotEmpty());

            assertThat(reloads(dev)).hasSize(1);
        }
    }

    private static List<String> reloads(Dev dev) {
        return dev.lines().stream().filter(line -> line.contains("reloaded in")).toList();
    }

    @Test
    void a_fault_of_the_settings_stays_until_they_are_mended() throws IOException {
        Path app = Dev.app(directory, "app", GOOD, "");
        try (Dev dev = Dev.serving(app)) {
            Dev.app(directory, "app", GOOD, "\"compatibility_dat\":\"2026-08-04\"");
            awaitLine(dev, "goes on as it was before");

            Files.writeString(app.resolve("index.js"), GOOD.replace("good", "better"));
            awaitBody(dev, "app", "better");
            assertThat(problems(dev)).contains("compatibility_dat");

            Files.writeString(app.resolve("index.js"), "export default {");
            Eventually.holds(
                    () -> assertThat(problems(dev)).contains("compatibility_dat", "Build failed"));
            Dev.app(directory, "app", GOOD.replace("good", "mended"), "");
            awaitBody(dev, "app", "mended");
            assertThat(problems(dev)).doesNotContain("compatibility_dat", "Build failed");
        }
    }

    private static String problems(Dev dev) {
        return dev.get("app", "/_edgewise/problems").body();
    }

    @Test
    void two_apps_that_want_one_host_are_told_with_the_files_of_both() throws Exception {
        Path one = Dev.app(directory.resolve("a"), "same-host", GOOD, "");
        Path other = Dev.app(directory.resolve("b"), "same_host", GOOD, "");
        Path told = directory.resolve("told");

        Process process =
                new ProcessBuilder(
                                Dev.command(
                                        List.of(one.toString(), other.toString(), "--port", "0")))
                        .redirectErrorStream(true)
                        .redirectOutput(told.toFile())
                        .start();
        boolean ended = process.waitFor(20, TimeUnit.SECONDS);
        process.destroyForcibly();

        assertThat(ended).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(Files.readString(told))
                .contains("'same-host.localhost'")
                .contains(one.resolve("wrangler.jsonc").toString())
                .contains(other.resolve("wrangler.jsonc").toString());
    }

    @Test
    void an_app_that_takes_the_name_of_another_is_refused_and_goes_on() throws IOException {
        Path first = Dev.app(directory, "first", GOOD, "");
        Path second = Dev.app(directory, "second", GOOD, "");
        try (Dev dev = Dev.serving(first, second)) {
            String settings = Files.readString(second.resolve("wrangler.jsonc"));
            Files.writeString(
                    second.resolve("wrangler.jsonc"), settings.replace("second", "first"));
            awaitLine(dev, "'first.localhost'");
            assertThat(dev.get("second", "/").body()).isEqualTo("good");

            Dev.app(directory, "second", GOOD.replace("good", "better"), "");

            awaitBody(dev, "second", "better");
        }
    }

    @Test
    void a_path_that_is_none_in_the_settings_does_not_end_the_watch() throws IOException {
        Path app = Dev.app(directory, "app", GOOD, "");
        try (Dev dev = Dev.serving(app)) {
            String settings = Files.readString(app.resolve("wrangler.jsonc"));
            Files.writeString(
                    app.resolve("wrangler.jsonc"), settings.replace("index.js", "\\u0000.js"));
            awaitLine(dev, "goes on as it was before");

            Dev.app(directory, "app", GOOD.replace("good", "mended"), "");

            awaitBody(dev, "app", "mended");
        }
    }

    @Test
    void what_is_odd_in_changed_settings_and_code_is_told() throws IOException {
        Path app = Dev.app(directory, "app", GOOD, "");
        try (Dev dev = Dev.serving(app)) {
            Dev.app(directory, "app", GOOD + "\nif (1 === -0) {}", "\"minify\":true,\"zzz\":1");
            awaitLine(dev, "zzz");
            Dev.app(
                    directory,
                    "app",
                    GOOD + "\nif (typeof GOOD === 'strin') {}",
                    "\"secrets\":{\"required\":[\"KEY\"]}");

            awaitLine(dev, "'secrets.required' names what is not there: KEY");
            awaitLine(dev, "index.js:2:21");
        }
    }

    @Test
    void a_stack_of_a_version_that_was_replaced_twice_is_told_in_its_own_lines() throws Exception {
        String code =
                """
                const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
                let begun = false; export default { async fetch(request) {
                  if (new URL(request.url).pathname === '/slow') {
                    begun = true; await pause(3000); throw new Error('late');
                  }
                  return new Response(request.url.endsWith('/begun') ? begun : 'first');
                } };
                """;
        Path app = Dev.app(directory, "app", code, "");
        try (Dev dev = Dev.serving(app)) {
            dev.get("app", "/");
            CompletableFuture<HttpResponse<String>> slow =
                    dev.client()
                            .sendAsync(
                                    dev.request("app", "/slow").build(),
                                    HttpResponse.BodyHandlers.ofString());
            Eventually.holds(() -> assertThat(dev.get("app", "/begun").body()).isEqualTo("true"));
            Files.writeString(app.resolve("index.js"), "\n\n" + code.replace("first", "second"));
            awaitBody(dev, "app", "second");
            Files.writeString(app.resolve("index.js"), "\n\n\n\n" + code.replace("first", "third"));
            awaitBody(dev, "app", "third");

            assertThat(slow.get().body()).contains("index.js:4:");
        }
    }

    private static void awaitLine(Dev dev, String words) {
        Eventually.holds(() -> assertThat(dev.lines()).anyMatch(line -> line.contains(words)));
    }

    private static void awaitBody(Dev dev, String app, String body) {
        Eventually.holds(() -> assertThat(dev.get(app, "/").body()).isEqualTo(body));
    }
}
