package spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spec.kit.Dev;
import spec.kit.Eventually;

/// An app that gets another name while it runs.
class RenameTest {
    private static final String BACK =
            """
            export default { fetch(request) {
              if (new URL(request.url).pathname === '/throw') throw new Error('odd');
              return new Response('back');
            } };
            """;
    private static final String FRONT =
            """
            export default { async fetch(_, env) {
              try {
                return new Response(await (await env.BACK.fetch('http://x/')).text());
              } catch (error) {
                return new Response(error.message);
              }
            } };
            """;

    @TempDir private Path directory;

    @Test
    void an_app_that_is_renamed_is_at_its_new_name_alone_and_is_called_by_it() throws IOException {
        Path front =
                Dev.app(
                        directory,
                        "front",
                        FRONT,
                        "\"services\":[{\"binding\":\"BACK\",\"service\":\"newer\"}]");
        Path back = Dev.app(directory, "older", BACK, "");
        try (Dev dev = Dev.serving(front, back)) {
            assertThat(dev.get("older", "/").body()).isEqualTo("back");
            assertThat(dev.get("front", "/").body()).contains("does not run here");

            Path settings = back.resolve("wrangler.jsonc");
            Files.writeString(settings, Files.readString(settings).replace("older", "newer"));

            Eventually.holds(() -> assertThat(dev.get("newer", "/").body()).isEqualTo("back"));
            Eventually.holds(() -> assertThat(dev.get("front", "/").body()).isEqualTo("back"));
            assertThat(dev.get("older", "/").statusCode()).isEqualTo(404);
            assertThat(dev.get("older", "/").body())
                    .contains("There is no app at 'older.localhost'. There are", "newer.localhost");
            assertThat(dev.get("newer", "/throw").body()).contains("index.js:2:");
            assertThat(dev.get("newer", "/_edgewise/problems").statusCode()).isEqualTo(200);
            assertThat(dev.lines())
                    .anyMatch(line ->
                            line.contains("'older' is named 'newer' now")
                                    && line.contains("http://newer.localhost:" + dev.port()));
        }
    }

    @Test
    void who_is_bound_to_the_old_name_is_told_by_the_call() throws IOException {
        Path front =
                Dev.app(
                        directory,
                        "front",
                        FRONT,
                        "\"services\":[{\"binding\":\"BACK\",\"service\":\"older\"}]");
        Path back = Dev.app(directory, "older", BACK, "");
        try (Dev dev = Dev.serving(front, back)) {
            assertThat(dev.get("front", "/").body()).isEqualTo("back");

            Path settings = back.resolve("wrangler.jsonc");
            Files.writeString(settings, Files.readString(settings).replace("older", "newer"));

            Eventually.holds(
                    () -> assertThat(dev.get("front", "/").body()).contains("does not run here"));
        }
    }
}
