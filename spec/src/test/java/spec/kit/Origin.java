package spec.kit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Another server, which functions ask: answers each path with the path itself, after a while, and
/// counts how often each was asked.
public final class Origin implements AutoCloseable {
    private final HttpServer server;
    private final ScheduledExecutorService later = Executors.newScheduledThreadPool(2);
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private final long delayMillis;

    /// Listens on a free port of this machine.
    public Origin(long delayMillis) {
        this.delayMillis = delayMillis;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 2000);
        } catch (IOException e) {
            throw new UncheckedIOException("start an origin", e);
        }
        server.createContext("/", this::take);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    private void take(HttpExchange exchange) {
        asked.merge(exchange.getRequestURI().toString(), 1, Integer::sum);
        var _ = later.schedule(() -> answer(exchange), delayMillis, TimeUnit.MILLISECONDS);
    }

    private static void answer(HttpExchange exchange) {
        byte[] body = exchange.getRequestURI().toString().getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            // Whoever asked is gone.
        }
    }

    /// Its address, without a slash at the end.
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// How often each path was asked.
    public Map<String, Integer> asked() {
        return asked;
    }

    @Override
    public void close() {
        server.stop(0);
        later.shutdownNow();
    }
}
