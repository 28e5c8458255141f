package figures;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/// Another server, which functions ask: counts each path, and answers with it after a while.
final class Origin implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private final long delayMillis;

    Origin(long delayMillis) throws IOException {
        this.delayMillis = delayMillis;
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server = HttpServer.create(address, 2000);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.merge(path, 1, Integer::sum);
        try (exchange) {
            Thread.sleep(delayMillis);
            byte[] body = path.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Its address, without a slash at the end.
    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// How often each path was asked.
    Map<String, Integer> asked() {
        return asked;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
