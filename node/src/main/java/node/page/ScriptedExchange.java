package node.page;

import edge.file.FilePart;
import edge.http.Exchange;
import edge.http.Problem;
import edge.http.RequestHead;
import edge.http.ResponseHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// An exchange whose answer gets the reload script added when it is a whole HTML page. What follows
/// `</html>` is taken as part of the body (HTML Standard, "after after body"), so that nothing of
/// the page is looked at or held back.
final class ScriptedExchange implements Exchange {
    private static final byte[] SCRIPT =
            "<script async src=\"/_edgewise/reload.js\"></script>"
                    .getBytes(StandardCharsets.US_ASCII);

    private static final long PAGE_BYTES_MAX = 4 * 1024 * 1024;

    private final Exchange exchange;
    private final RequestHead head;
    private boolean adds;

    private ScriptedExchange(Exchange exchange) {
        this.exchange = exchange;
        head = unpacked(exchange.head());
    }

    /// Nothing can be added to a page that comes packed.
    private static RequestHead unpacked(RequestHead head) {
        return new RequestHead(
                head.method(),
                head.scheme(),
                head.authority(),
                head.target(),
                head.headers().stream()
                        .filter(header -> !header.getKey().equals("accept-encoding"))
                        .toList(),
                head.bodyBytes(),
                head.client());
    }

    /// The exchange itself, but for one that a browser shows as a page.
    static Exchange of(Exchange exchange) {
        return "document".equals(exchange.head().header("sec-fetch-dest"))
                ? new ScriptedExchange(exchange)
                : exchange;
    }

    private ResponseHead scripted(ResponseHead head, long bytes) {
        adds = isPage(head) && !exchange.head().method().equals("HEAD");
        return adds && bytes >= 0 ? head.bodyBytes(bytes + SCRIPT.length) : head;
    }

    private static boolean isPage(ResponseHead head) {
        boolean html = false;
        for (Map.Entry<String, String> header : head.headers()) {
            switch (header.getKey()) {
                case "content-type" -> html = header.getValue().startsWith("text/html");
                case "content-encoding" -> {
                    return false;
                }
                default -> {}
            }
        }
        return html && head.status() != 204 && head.status() != 206 && head.status() != 304;
    }

    @Override
    public void start(ResponseHead head) {
        exchange.start(scripted(head, head.bodyBytes()));
    }

    @Override
    public void respond(ResponseHead head, ByteBuf body) {
        ResponseHead scripted = scripted(head, body.readableBytes());
        exchange.respond(
                scripted,
                adds ? Unpooled.wrappedBuffer(body, Unpooled.wrappedBuffer(SCRIPT)) : body);
    }

    /// A page out of a file is read into memory; one that is too large goes without the script.
    @Override
    public void respond(ResponseHead head, FilePart body) {
        boolean small = body.length() <= PAGE_BYTES_MAX;
        ResponseHead scripted = small ? scripted(head, body.length()) : head;
        if (!adds) {
            exchange.respond(head, body);
            return;
        }
        try (body) {
            ByteBuf page = Unpooled.buffer((int) body.length() + SCRIPT.length);
            while (page.readableBytes() < body.length()) {
                ByteBuf piece = body.read(page.readableBytes(), body.length());
                page.writeBytes(piece);
                piece.release();
            }
            exchange.respond(scripted, page.writeBytes(SCRIPT));
        } catch (IOException changed) {
            Problem.of(503, "The file is being changed; ask again in a moment.").answer(exchange);
        }
    }

    @Override
    public void finish() {
        if (adds) {
            exchange.write(Unpooled.wrappedBuffer(SCRIPT));
        }
        exchange.finish();
    }

    @Override
    public void receive(Receiver receiver) {
        exchange.receive(receiver);
    }

    @Override
    public RequestHead head() {
        return head;
    }

    @Override
    public EventLoop loop() {
        return exchange.loop();
    }

    @Override
    public void pull(int bytes) {
        exchange.pull(bytes);
    }

    @Override
    public void bodyBytesMax(long bytes) {
        exchange.bodyBytesMax(bytes);
    }

    @Override
    public void write(ByteBuf data) {
        exchange.write(data);
    }

    @Override
    public void abort() {
        exchange.abort();
    }

    @Override
    public boolean started() {
        return exchange.started();
    }

    @Override
    public boolean asksForSocket() {
        return exchange.asksForSocket();
    }

    @Override
    public boolean upgrade(ResponseHead head, ChannelHandler handler) {
        return exchange.upgrade(head, handler);
    }
}
