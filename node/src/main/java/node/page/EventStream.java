package node.page;

import edge.http.Exchange;
import edge.http.ResponseHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Server-sent events to any number of browsers (HTML Standard, "Server-sent events"). Used on the
/// event loop of its exchanges.
final class EventStream {

    /// A browser that has not taken so much is cut off; it comes back by itself.
    private static final int OUTSTANDING_BYTES_MAX = 4 * 1024 * 1024;

    private static final int LISTENERS_MAX = 1_000;

    private final Set<Listener> listeners = new HashSet<>();

    /// Whether anybody listens.
    boolean isHeard() {
        return !listeners.isEmpty();
    }

    /// Answers an exchange with events from now on; the first ones with the head.
    void open(Exchange exchange, String first) {
        var headers =
                List.of(
                        Map.entry("content-type", "text/event-stream"),
                        Map.entry("cache-control", "no-store"));
        var listener = new Listener(exchange);
        if (listeners.size() >= LISTENERS_MAX) {
            exchange.respond(new ResponseHead(503, "", headers, 0), Unpooled.EMPTY_BUFFER);
            return;
        }
        exchange.receive(listener);
        if (!listener.gone) {
            exchange.start(new ResponseHead(200, "", headers, -1));
            listeners.add(listener);
            listener.send("retry: 500\n\n" + first);
        }
    }

    /// An event as it is sent; `data` is one line.
    static String event(String name, String data) {
        return "event: " + name + "\ndata: " + data + "\n\n";
    }

    /// Sends events to everybody who listens.
    void send(String events) {
        List.copyOf(listeners).forEach(listener -> listener.send(events));
    }

    /// Ends all answers.
    void close() {
        for (Listener listener : List.copyOf(listeners)) {
            listeners.remove(listener);
            listener.exchange.finish();
        }
    }

    private final class Listener implements Exchange.Receiver {
        private final Exchange exchange;
        private int outstanding;
        private boolean gone;

        Listener(Exchange exchange) {
            this.exchange = exchange;
        }

        void send(String events) {
            byte[] bytes = events.getBytes(StandardCharsets.UTF_8);
            if (outstanding + bytes.length > OUTSTANDING_BYTES_MAX) {
                listeners.remove(this);
                exchange.abort();
                return;
            }
            outstanding += bytes.length;
            exchange.write(Unpooled.wrappedBuffer(bytes));
        }

        @Override
        public void data(ByteBuf data) {
            data.release();
        }

        @Override
        public void end() {}

        @Override
        public void written(int bytes) {
            outstanding -= bytes;
        }

        @Override
        public void gone() {
            gone = true;
            listeners.remove(this);
        }
    }
}
