package edge.websocket;

import base.Limits;
import edge.http.Exchange;
import edge.http.HttpServer;
import edge.http.ResponseHead;
import edge.http.RunningServer;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/// A server whose WebSockets say back what they hear, and close as they are closed.
final class EchoServer implements AutoCloseable {
    private static final int WINDOW = 256 * 1024;

    final LinkedBlockingQueue<CloseCode> closes = new LinkedBlockingQueue<>();
    private final RunningServer server;
    private final Limits.Socket limits;

    EchoServer(Limits.Socket limits) {
        this.limits = limits;
        server = new RunningServer(this::open);
    }

    int port() {
        return server.port();
    }

    HttpServer server() {
        return server.server();
    }

    private void open(Exchange exchange) {
        var echo = new Echo();
        var socket = new WebSocket(Side.SERVER, limits, echo);
        exchange.upgrade(new ResponseHead(101, "", List.of(), -1), socket);
        echo.socket.complete(socket);
        socket.pull(WINDOW);
    }

    private final class Echo implements WebSocket.Listener {
        final CompletableFuture<WebSocket> socket = new CompletableFuture<>();

        @Override
        public void data(boolean text, boolean last, ByteBuf bytes) {
            int cost = bytes.readableBytes() + Limits.Socket.FRAME_COST_BYTES;
            socket.join().send(text, last, bytes.nioBuffer());
            bytes.release();
            socket.join().pull(cost);
        }

        @Override
        public void closed(CloseCode why) {
            closes.add(why);
            if (why.code() != CloseCode.LOST) {
                socket.join().close(why);
            }
        }

        @Override
        public void written(int bytes) {}
    }

    @Override
    public void close() {
        server.close();
    }
}
