package spec.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import node.json.Json;
import node.json.JsonReader;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// A debugger's side of the Chrome DevTools Protocol: it asks, and keeps what it is told.
public final class DebugClient implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("debugger on 127\\.0\\.0\\.1:(\\d+)");
    private static final long SECONDS_MAX = 15;

    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<Json.Fields>> asked = new ConcurrentHashMap<>();
    private final Map<String, BlockingQueue<Json.Fields>> told = new ConcurrentHashMap<>();
    private final CompletableFuture<String> closed = new CompletableFuture<>();
    private final WebSocket socket;

    private DebugClient(HttpClient client, URI address) {
        socket = client.newWebSocketBuilder().buildAsync(address, new Listener()).join();
    }

    /// Where debuggers of this node connect.
    public static int port(Dev dev) {
        return Awaitility.await().until(() -> portOf(dev), port -> port > 0);
    }

    private static int portOf(Dev dev) {
        for (String line : dev.lines()) {
            Matcher matcher = PORT.matcher(line);
            if (matcher.find()) {
                return Integer.parseInt(matcher.group(1));
            }
        }
        return 0;
    }

    /// What the node's `/json/list` says of an app.
    public static Json.Fields target(Dev dev, String app) {
        String list = get(dev, URI.create("http://127.0.0.1:" + port(dev) + "/json/list"));
        if (JsonReader.read(list).root() instanceof Json.Items(var _, var items)) {
            for (Json item : items) {
                if (item instanceof Json.Fields fields && fields.text("title").equals(app)) {
                    return fields;
                }
            }
        }
        throw new IllegalStateException("no target " + app + " in " + list);
    }

    /// Where the source map of a target is to be had.
    public static URI map(Dev dev, Json.Fields target) {
        return URI.create(
                "http://127.0.0.1:" + port(dev) + "/" + target.text("id") + "/main.js.map");
    }

    /// The text at an address of the node's.
    public static String get(Dev dev, URI address) {
        try {
            return dev.client()
                    .send(
                            HttpRequest.newBuilder(address).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException("get " + address, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// Connects to an app.
    public static DebugClient of(Dev dev, String app) {
        String address = target(dev, app).text("webSocketDebuggerUrl");
        return new DebugClient(dev.client(), URI.create(address));
    }

    /// Asks and waits for the response, `result` or `error` within it.
    public Json.Fields ask(String method, String params) {
        return await(send(method, params));
    }

    /// Asks; the response comes when it comes.
    public CompletableFuture<Json.Fields> send(String method, String params) {
        int id = ids.incrementAndGet();
        var response = new CompletableFuture<Json.Fields>();
        asked.put(id, response);
        String text = "{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params + "}";
        socket.sendText(text, true).join();
        return response;
    }

    private static <T> T await(CompletableFuture<T> future) {
        return future.orTimeout(SECONDS_MAX, TimeUnit.SECONDS).join();
    }

    /// The params of the next notification of a method that was not taken yet.
    public Json.Fields await(String method) {
        try {
            Json.Fields next = queue(method).poll(SECONDS_MAX, TimeUnit.SECONDS);
            if (next == null) {
                throw new IllegalStateException("The debugger is not told of " + method + ".");
            }
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// How many notifications of a method wait to be taken.
    public int count(String method) {
        return queue(method).size();
    }

    /// The code and reason with which the node closed the connection.
    public String awaitClosed() {
        return await(closed);
    }

    private BlockingQueue<Json.Fields> queue(String method) {
        return told.computeIfAbsent(method, _ -> new LinkedBlockingQueue<>());
    }

    private void take(String text) {
        if (!(JsonReader.read(text).root() instanceof Json.Fields message)) {
            throw new IllegalStateException("no JSON: " + text);
        }
        if (message.get("id") == null) {
            queue(message.text("method")).add(message.fields("params"));
        } else {
            CompletableFuture<Json.Fields> waiting = asked.remove(message.number("id"));
            if (waiting != null) {
                waiting.complete(message);
            }
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                String whole = text.toString();
                text.setLength(0);
                take(whole);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.complete(error.toString());
        }
    }

    /// Goes away, as a closed tab does.
    @Override
    public void close() {
        socket.abort();
    }
}
