package node.inspect;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The HTTP side of a debugger's connection, until it becomes a WebSocket.
final class InspectHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final int MESSAGE_BYTES_MAX = 16 * 1024 * 1024;

    private final List<Target> targets;

    InspectHandler(List<Target> targets) {
        this.targets = targets;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        String host = request.headers().get(HttpHeaderNames.HOST);
        String refusal = Asker.refusal(host, request.headers().get(HttpHeaderNames.ORIGIN));
        if (refusal != null) {
            answer(context, HttpResponseStatus.FORBIDDEN, "text/plain", refusal);
            return;
        }
        String path = path(request);
        if (!request.method().equals(HttpMethod.GET)) {
            answer(
                    context,
                    HttpResponseStatus.METHOD_NOT_ALLOWED,
                    "text/plain",
                    "Only GET is answered here.");
        } else if (isUpgrade(request)) {
            upgrade(context, request, path);
        } else {
            document(context, path, host == null || host.isEmpty() ? address(context) : host);
        }
    }

    private static String path(FullHttpRequest request) {
        String uri = request.uri();
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    private static String address(ChannelHandlerContext context) {
        var local = (java.net.InetSocketAddress) context.channel().localAddress();
        return "127.0.0.1:" + local.getPort();
    }

    private static boolean isUpgrade(FullHttpRequest request) {
        return request.headers()
                .containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    }

    private void document(ChannelHandlerContext context, String path, String host) {
        switch (path) {
            case "/json", "/json/", "/json/list" -> json(context, TargetList.of(targets, host));
            case "/json/version" -> json(context, TargetList.version());
            default -> {
                Target mapped = find(Target::mapPath, path);
                if (mapped == null) {
                    missing(context);
                } else {
                    json(context, mapped.sourceMap());
                }
            }
        }
    }

    private @Nullable Target find(java.util.function.Function<Target, String> pathOf, String path) {
        return targets.stream().filter(t -> pathOf.apply(t).equals(path)).findFirst().orElse(null);
    }

    private void upgrade(ChannelHandlerContext context, FullHttpRequest request, String path) {
        Target target = find(t -> "/" + t.id(), path);
        if (target == null) {
            missing(context);
            return;
        }
        WebSocketServerHandshaker handshaker =
                new WebSocketServerHandshakerFactory("", null, false, MESSAGE_BYTES_MAX)
                        .newHandshaker(request);
        if (handshaker == null) {
            var _ =
                    WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(
                            context.channel());
            return;
        }
        var debugger = new DebuggerSocket(target, context.channel());
        handshaker
                .handshake(context.channel(), request)
                .addListener(done -> {
                    if (done.isSuccess()) {
                        context.pipeline()
                                .addLast(new WebSocketFrameAggregator(MESSAGE_BYTES_MAX))
                                .addLast(debugger);
                        context.pipeline().remove(this);
                        debugger.begin();
                    }
                });
    }

    private static void missing(ChannelHandlerContext context) {
        answer(
                context,
                HttpResponseStatus.NOT_FOUND,
                "text/plain",
                "There are /json/version and /json/list.");
    }

    private static void json(ChannelHandlerContext context, String text) {
        answer(context, HttpResponseStatus.OK, "application/json", text);
    }

    private static void answer(
            ChannelHandlerContext context, HttpResponseStatus status, String type, String text) {
        ByteBuf body = Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8));
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, type + "; charset=UTF-8")
                .set(HttpHeaderNames.CACHE_CONTROL, "no-cache")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }
}
