package edge.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Map;

/// Handlers and heads that tests share.
final class Answers {

    static final List<Map.Entry<String, String>> TEXT =
            List.of(Map.entry("content-type", "text/plain;charset=utf-8"));

    private Answers() {}

    static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, UTF_8);
    }

    static ResponseHead ok(long bodyBytes) {
        return new ResponseHead(200, "", TEXT, bodyBytes);
    }

    static void respond(Exchange exchange, String text) {
        exchange.respond(ok(-1), bytes(text));
    }

    /// Answers with the method and the target.
    static Handler named() {
        return exchange ->
                respond(exchange, exchange.head().method() + " " + exchange.head().target());
    }

    /// Answers with the body of the request as it comes, the head with the first piece.
    static Handler echo() {
        return exchange -> {
            exchange.receive(new Echo(exchange));
            exchange.pull(Echo.STEP);
        };
    }

    /// Sends the head before anything of the body came, and then the body as it comes.
    static Handler earlyEcho() {
        return exchange -> {
            exchange.start(ok(exchange.head().bodyBytes()));
            echo().handle(exchange);
        };
    }

    private record Echo(Exchange exchange) implements Exchange.Receiver {
        static final int STEP = 16 * 1024;

        @Override
        public void data(ByteBuf data) {
            start();
            exchange.write(data);
        }

        @Override
        public void end() {
            start();
            exchange.finish();
        }

        private void start() {
            if (!exchange.started()) {
                exchange.start(ok(exchange.head().bodyBytes()));
            }
        }

        @Override
        public void written(int bytes) {
            exchange.pull(bytes);
        }

        @Override
        public void gone() {}
    }
}
