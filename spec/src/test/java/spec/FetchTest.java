package spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spec.kit.Dev;
import spec.kit.Origin;

/// What a worker may expect of its outgoing `fetch`.
class FetchTest {
    private static final int CALLS = 20;
    private static final String CODE =
            """
            export default { async fetch(request) {
              const url = new URL(request.url);
              const origin = url.searchParams.get("origin");
              if (url.pathname === "/unread") {
                const answers = [];
                for (let i = 0; i < 20; i++) answers.push(await fetch(`${origin}/${i}`));
                const texts = await Promise.all(answers.map((answer) => answer.text()));
                return new Response(texts.join());
              }
              const controller = new AbortController();
              const answer = await fetch(`${origin}/late`, { signal: controller.signal });
              controller.abort(new RangeError("no more"));
              return new Response(await answer.text().catch((error) => String(error)));
            }};
            """;

    @TempDir private Path directory;

    private String ask(String path) {
        try (var origin = new Origin(0);
                Dev dev = Dev.serving(Dev.app(directory, "app", CODE, ""))) {
            HttpResponse<String> answer = dev.get("app", path + "?origin=" + origin.address());
            return answer.body();
        }
    }

    @Test
    void small_answers_that_nobody_has_read_yet_do_not_hold_up_the_next_calls() {
        String all =
                IntStream.range(0, CALLS).mapToObj(i -> "/" + i).collect(Collectors.joining(","));

        String answer = ask("/unread");

        assertThat(answer).isEqualTo(all);
    }

    @Test
    void an_abort_after_the_head_takes_the_body_away() {
        String answer = ask("/abort");

        assertThat(answer).isEqualTo("RangeError: no more");
    }

    @Test
    void failed_calls_do_not_make_room_for_more_than_six_at_once() {
        String code =
                """
                let active = 0;
                let most = 0;
                export default { async fetch({ url }) {
                  const { origin, pathname } = new URL(url);
                  if (pathname === "/slow") {
                    most = Math.max(most, ++active);
                    await new Promise((resolve) => setTimeout(resolve, 400));
                    active--;
                    return new Response("slow");
                  }
                  const slow = () => fetch(`${origin}/slow`).then((answer) => answer.text());
                  const held = Array.from({ length: 5 }, slow);
                  for (let i = 0; i < 5; i++) await fetch("http://localhost:1/").catch(() => {});
                  const more = Array.from({ length: 10 }, slow);
                  await Promise.all([...held, ...more]);
                  return Response.json(most);
                }};
                """;
        try (Dev dev = Dev.serving(Dev.app(directory, "app", code, ""))) {
            assertThat(dev.get("app", "/").body()).matches("[1-6]");
        }
    }

    @Test
    void an_app_reaches_another_one_under_its_localhost_name() {
        String code =
                "export default { fetch: (r) => fetch(new URL(r.url).searchParams.get('u')) };";
        Path here = Dev.app(directory, "here", code, "");
        Path there =
                Dev.app(
                        directory,
                        "there",
                        "export default { fetch: () => new Response('there') };",
                        "");
        try (Dev dev = Dev.serving(here, there)) {
            String other = "http://there.localhost:" + dev.port() + "/";

            assertThat(dev.get("here", "/?u=" + other).body()).isEqualTo("there");
        }
    }
}
