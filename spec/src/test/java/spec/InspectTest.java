package spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import node.diagnose.SourceMap;
import node.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spec.kit.DebugClient;
import spec.kit.Dev;
import spec.kit.Eventually;

/// `edgewise dev --inspect` as debuggers meet it.
class InspectTest {
    private static final List<String> INSPECT = List.of("--inspect=0", "--meter");
    private static final String CODE =
            """
            interface Item { name: string; count: number }

            const items: Item[] = [{ name: "ünï", count: 20 }];

            export default {
              async fetch(request: Request): Promise<Response> {
                const by = Number(new URL(request.url).searchParams.get("by"));
                console.log("asked", { by });
                const sum: number = items[0].count + by;
                return new Response(`${items[0].name} ${sum}`);
              },
            };
            """;
    private static final int LINE_OF_SUM = 9;
    private static final int LINE_OF_ITEMS = 3;

    @TempDir private Path directory;

    private Path app(String name, String code) throws IOException {
        Path app = Dev.app(directory, name, "", "\"limits\":{\"cpu_ms\":50}");
        Files.delete(app.resolve("index.js"));
        Files.writeString(app.resolve("index.ts"), code);
        Path settings = app.resolve("wrangler.jsonc");
        Files.writeString(settings, Files.readString(settings).replace("index.js", "index.ts"));
        return app;
    }

    /// What VS Code's debugger sends when it attaches, before any breakpoint.
    private static void attach(DebugClient client) {
        client.ask("Runtime.enable", "{}");
        client.ask("Debugger.enable", "{\"maxScriptsCacheSize\":10000000}");
        client.ask("Debugger.setPauseOnExceptions", "{\"state\":\"none\"}");
        client.ask("Debugger.setAsyncCallStackDepth", "{\"maxDepth\":32}");
        client.ask("Debugger.setBlackboxPatterns", "{\"patterns\":[\"^node:.*\"]}");
        client.ask("Runtime.runIfWaitingForDebugger", "{}");
        awaitScript(client);
    }

    private static void awaitScript(DebugClient client) {
        Json.Fields script = client.await("Debugger.scriptParsed");
        while (!script.text("url").endsWith("main.js")) {
            script = client.await("Debugger.scriptParsed");
        }
    }

    /// Sets a breakpoint at a line of the TypeScript file, found through the source map.
    private static void breakAt(Dev dev, DebugClient client, String app, int line) {
        Json.Fields target = DebugClient.target(dev, app);
        String text = DebugClient.get(dev, DebugClient.map(dev, target));
        int generated = generatedLine(new SourceMap(text), line);
        Json.Fields set =
                client.ask(
                        "Debugger.setBreakpointByUrl",
                        "{\"lineNumber\":%d,\"columnNumber\":0,\"url\":\"%s\"}"
                                .formatted(generated - 1, target.text("url")));
        assertThat(set.fields("result").text("breakpointId")).isNotEmpty();
    }

    private static int generatedLine(SourceMap map, int line) {
        for (int at = 1; at < 100; at++) {
            for (int column = 1; column < 40; column++) {
                SourceMap.Original original = map.original(at, column);
                if (original != null
                        && original.source().matches("file:///.*/index\\.ts")
                        && original.line() == line) {
                    return at;
                }
            }
        }
        throw new IllegalStateException("The map knows nothing of line " + line + ".");
    }

    private static CompletableFuture<String> asked(Dev dev, String app, String target) {
        return dev.client()
                .sendAsync(
                        dev.request(app, target).timeout(Duration.ofSeconds(60)).build(),
                        HttpResponse.BodyHandlers.ofString())
                .thenApply(HttpResponse::body);
    }

    private static Json.Fields topFrame(Json.Fields paused) {
        return (Json.Fields) paused.items("callFrames").getFirst();
    }

    private static String evaluated(DebugClient client, Json.Fields frame, String expression) {
        String params =
                "{\"callFrameId\":\"%s\",\"expression\":\"%s\",\"returnByValue\":true}"
                        .formatted(frame.text("callFrameId"), expression);
        Json.Fields result =
                client.ask("Debugger.evaluateOnCallFrame", params)
                        .fields("result")
                        .fields("result");
        return result.text("value").isEmpty()
                ? String.valueOf(result.number("value"))
                : result.text("value");
    }

    @Test
    void an_editor_stops_at_a_line_of_typescript_looks_around_steps_and_goes_on() throws Exception {
        try (Dev dev = Dev.with(INSPECT, app("app", CODE));
                DebugClient client = DebugClient.of(dev, "app")) {
            attach(client);
            breakAt(dev, client, "app", LINE_OF_SUM);

            var answer = asked(dev, "app", "/?by=2");
            Json.Fields frame = topFrame(client.await("Debugger.paused"));
            String seen = evaluated(client, frame, "items[0].name + by + '\\u00fc☃'");
            Json.Fields scope = (Json.Fields) frame.items("scopeChain").getFirst();
            Json.Fields locals =
                    client.ask(
                            "Runtime.getProperties",
                            "{\"ownProperties\":true,\"objectId\":\"%s\"}"
                                    .formatted(scope.fields("object").text("objectId")));
            // Far more than its 50 ms of processor time, and longer than a child may be silent.
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
            while (System.nanoTime() < until) {
                evaluated(client, frame, "(() => { let i = 0; while (i < 1e7) i++; return i; })()");
            }
            client.ask("Debugger.stepOver", "{}");
            Json.Fields next = topFrame(client.await("Debugger.paused"));
            String sum = evaluated(client, next, "sum");
            client.ask("Debugger.resume", "{}");

            assertThat(frame.text("functionName")).isEqualTo("fetch");
            assertThat(seen).isEqualTo("ünï2ü☃");
            assertThat(locals.fields("result").items("result"))
                    .map(item -> ((Json.Fields) item).text("name"))
                    .contains("request", "by", "sum");
            assertThat(sum).isEqualTo("22");
            assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo("ünï 22");
            assertThat(String.join("\n", dev.lines())).doesNotContain("was ended");
        }
    }

    @Test
    void a_line_of_the_console_comes_with_its_values_and_its_place() throws Exception {
        try (Dev dev = Dev.with(INSPECT, app("app", CODE));
                DebugClient client = DebugClient.of(dev, "app")) {
            attach(client);

            dev.get("app", "/?by=3");
            Json.Fields called = client.await("Runtime.consoleAPICalled");

            assertThat(called.text("type")).isEqualTo("log");
            assertThat(called.items("args")).hasSize(2);
            assertThat(
                            ((Json.Fields) called.items("args").get(1))
                                    .fields("preview")
                                    .items("properties"))
                    .first()
                    .satisfies(p -> assertThat(((Json.Fields) p).text("value")).isEqualTo("3"));
            Json.Fields top =
                    (Json.Fields) called.fields("stackTrace").items("callFrames").getFirst();
            assertThat(top.text("url")).endsWith("/.edgewise/main.js");
            assertThat(top.text("functionName")).isEqualTo("fetch");
        }
    }

    @Test
    void an_uncaught_exception_is_shown_in_the_console() throws Exception {
        String code = "export default { fetch() { throw new RangeError('boom'); } };";
        try (Dev dev = Dev.with(INSPECT, app("app", code));
                DebugClient client = DebugClient.of(dev, "app")) {
            attach(client);

            assertThat(dev.get("app", "/").statusCode()).isEqualTo(500);
            Json.Fields called = client.await("Runtime.consoleAPICalled");

            assertThat(called.text("type")).isEqualTo("error");
            assertThat(((Json.Fields) called.items("args").get(1)).text("description"))
                    .startsWith("RangeError: boom");
            Eventually.holds(() ->
                    assertThat(String.join("\n", dev.lines())).contains("boom", "index.ts:1"));
        }
    }

    @Test
    void a_profile_and_a_heap_snapshot_are_taken() throws Exception {
        String code =
                "function burn() { let s = 0; for (let i = 0; i < 5e6; i++) s += i % 7; return s; }"
                        + "export default { fetch: () => new Response(`${burn()}`) };";
        try (Dev dev = Dev.with(INSPECT, app("app", code));
                DebugClient client = DebugClient.of(dev, "app")) {
            client.ask("Profiler.enable", "{}");
            client.ask("Profiler.setSamplingInterval", "{\"interval\":100}");
            client.ask("Profiler.start", "{}");
            for (int i = 0; i < 5; i++) {
                dev.get("app", "/");
            }
            Json.Fields profile =
                    client.ask("Profiler.stop", "{}").fields("result").fields("profile");
            client.ask("HeapProfiler.takeHeapSnapshot", "{}");
            var snapshot = new StringBuilder();
            while (client.count("HeapProfiler.addHeapSnapshotChunk") > 0) {
                snapshot.append(client.await("HeapProfiler.addHeapSnapshotChunk").text("chunk"));
            }

            assertThat(profile.items("samples")).isNotEmpty();
            assertThat(profile.items("nodes"))
                    .map(node -> ((Json.Fields) node).fields("callFrame").text("functionName"))
                    .contains("(root)", "burn");
            assertThat(snapshot.toString()).startsWith("{\"snapshot\":").endsWith("}");
            assertThat(snapshot.length()).isGreaterThan(100_000);
        }
    }

    @Test
    void a_debugger_and_its_breakpoints_stay_when_the_app_is_changed() throws Exception {
        Path app = app("app", CODE);
        try (Dev dev = Dev.with(INSPECT, app);
                DebugClient client = DebugClient.of(dev, "app")) {
            attach(client);
            breakAt(dev, client, "app", LINE_OF_SUM);

            Files.writeString(app.resolve("index.ts"), CODE.replace("count: 20", "count: 30"));
            client.await("Runtime.executionContextsCleared");
            awaitScript(client);
            var answer = asked(dev, "app", "/?by=2");
            Json.Fields frame = topFrame(client.await("Debugger.paused"));
            String count = evaluated(client, frame, "items[0].count");
            client.ask("Debugger.resume", "{}");

            assertThat(count).isEqualTo("30");
            assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo("ünï 32");
        }
    }

    @Test
    void paused_code_goes_on_when_the_debugger_leaves_and_stops_no_more() throws Exception {
        try (Dev dev = Dev.with(INSPECT, app("app", CODE))) {
            CompletableFuture<String> answer;
            try (DebugClient client = DebugClient.of(dev, "app")) {
                attach(client);
                breakAt(dev, client, "app", LINE_OF_SUM);
                answer = asked(dev, "app", "/?by=2");
                client.await("Debugger.paused");
            }

            assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo("ünï 22");
            assertThat(dev.get("app", "/?by=3").body()).isEqualTo("ünï 23");
        }
    }

    @Test
    void other_apps_answer_while_as_many_are_paused_as_there_are_processors() throws Exception {
        int paused = Runtime.getRuntime().availableProcessors();
        Path[] places = new Path[paused + 1];
        for (int i = 0; i <= paused; i++) {
            places[i] = app("app" + i, CODE);
        }
        try (Dev dev = Dev.with(INSPECT, places)) {
            DebugClient[] clients = new DebugClient[paused];
            for (int i = 0; i < paused; i++) {
                clients[i] = DebugClient.of(dev, "app" + i);
                attach(clients[i]);
                breakAt(dev, clients[i], "app" + i, LINE_OF_SUM);
                var _ = asked(dev, "app" + i, "/?by=2");
                clients[i].await("Debugger.paused");
            }

            String answer = dev.get("app" + paused, "/?by=5").body();

            assertThat(answer).isEqualTo("ünï 25");
            for (DebugClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void nothing_runs_before_an_awaited_debugger_lets_it() throws Exception {
        try (Dev dev = Dev.with(List.of("--inspect-wait=0"), app("app", CODE))) {
            var answer = asked(dev, "app", "/?by=2");
            try (DebugClient client = DebugClient.of(dev, "app")) {
                client.ask("Runtime.enable", "{}");
                client.ask("Debugger.enable", "{}");
                breakAt(dev, client, "app", LINE_OF_ITEMS);
                boolean early = answer.isDone();
                client.ask("Runtime.runIfWaitingForDebugger", "{}");
                Json.Fields frame = topFrame(client.await("Debugger.paused"));
                client.ask("Debugger.resume", "{}");

                assertThat(early).isFalse();
                assertThat(frame.text("functionName")).isEmpty();
                assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo("ünï 22");
            }
        }
    }

    @Test
    void an_isolate_that_was_stopped_has_a_successor_and_the_debugger_stays() throws Exception {
        String code =
                "export default { fetch(r) { if (r.url.endsWith('/loop')) for (;;) {}"
                        + " return new Response('well'); } };";
        try (Dev dev = Dev.with(INSPECT, app("app", code));
                DebugClient client = DebugClient.of(dev, "app")) {
            attach(client);

            int status = dev.get("app", "/loop").statusCode();
            client.await("Runtime.executionContextsCleared");
            awaitScript(client);
            Json.Fields two = client.ask("Runtime.evaluate", "{\"expression\":\"1+1\"}");

            assertThat(status).isEqualTo(503);
            assertThat(two.fields("result").fields("result").number("value")).isEqualTo(2);
            assertThat(dev.get("app", "/").body()).isEqualTo("well");
        }
    }

    @Test
    void one_debugger_at_a_time_and_no_web_page_at_all() throws Exception {
        try (Dev dev = Dev.with(INSPECT, app("app", CODE));
                DebugClient client = DebugClient.of(dev, "app")) {
            client.ask("Runtime.enable", "{}");
            URI address = URI.create(DebugClient.target(dev, "app").text("webSocketDebuggerUrl"));

            try (DebugClient second = DebugClient.of(dev, "app")) {
                assertThat(second.awaitClosed()).startsWith("1013 Another debugger");
            }
            assertThatThrownBy(() ->
                            dev.client()
                                    .newWebSocketBuilder()
                                    .header("origin", "http://app.localhost:" + dev.port())
                                    .buildAsync(address, new WebSocket.Listener() {})
                                    .join())
                    .hasRootCauseMessage("Unexpected HTTP response status code 403");
            assertThat(client.ask("Runtime.evaluate", "{\"expression\":\"1\"}").get("result"))
                    .isNotNull();
        }
    }
}
