package node.inspect;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import node.invoke.AppVersion;
import node.invoke.Debugger;
import node.invoke.Inspection;
import node.json.JsonText;
import org.jspecify.annotations.Nullable;

/// One debugger on its WebSocket. When the isolate that it looks at is gone it is told so in terms
/// of the protocol and goes on with the next one, as a page's debugger does when the page is loaded
/// again. On the lane's loop, as its connection is.
final class DebuggerSocket extends SimpleChannelInboundHandler<WebSocketFrame> implements Debugger {
    /// The ids of requests of our own; debuggers count from 1.
    private static final long FIRST_OWN_ID = 1_900_000_000;

    private static final long HELD_CHARACTERS_MAX = 16 * 1024 * 1024;
    private static final int ASKED_MAX = 100_000;
    private static final int DONE = 1000;
    private static final int GOING_AWAY = 1001;
    private static final int TOO_MANY = 1013;
    private static final int FAILED = 1011;
    private static final int REASON_CHARACTERS_MAX = 100;
    private static final long AGAIN_MILLIS = 250;
    private static final long SHORT_LIFE_NANOS = 1_000_000_000;
    private static final int SHORT_LIVES_MAX = 3;

    private final Target target;
    private final Channel channel;
    private final Setup setup = new Setup();
    private final MapLoads loads;
    private final Set<Long> asked = new HashSet<>();
    private final Said said = new Said(setup, FIRST_OWN_ID);
    private final ArrayDeque<String> held = new ArrayDeque<>();
    private long heldCharacters;
    private @Nullable Inspection session;
    private long openedNanos;
    private int shortLives;
    private boolean gone;

    DebuggerSocket(Target target, Channel channel) {
        this.target = target;
        this.channel = channel;
        this.loads = new MapLoads(target);
    }

    /// The WebSocket is open.
    void begin() {
        if (!target.attach(this)) {
            end(TOO_MANY, "Another debugger looks at this app; one at a time can.");
        } else if (target.version() == null) {
            end(FAILED, "The app was not built; its errors are in the terminal.");
        } else {
            look();
        }
    }

    private void look() {
        AppVersion version = target.version();
        if (version != null) {
            target.cordon().inspect(version, this);
        }
    }

    @Override
    public boolean isGone() {
        return gone;
    }

    @Override
    public void opened(Inspection opened) {
        session = opened;
        openedNanos = System.nanoTime();
        for (String request : setup.again(FIRST_OWN_ID)) {
            opened.say(request, false);
        }
        heldCharacters = 0;
        for (String text = held.poll(); text != null; text = held.poll()) {
            ask(text);
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        switch (frame) {
            case TextWebSocketFrame text -> ask(text.text());
            case PingWebSocketFrame ping -> {
                var _ = channel.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
            }
            case CloseWebSocketFrame _ -> end(DONE, "");
            default -> {}
        }
    }

    private void ask(String text) {
        Inspection to = session;
        if (to == null) {
            hold(text);
            return;
        }
        Request request = Request.of(text);
        if (request == null) {
            to.say(text, false);
            return;
        }
        String own = loads.result(request);
        if (own != null) {
            tell("{\"id\":" + request.id() + ",\"result\":" + own + "}");
        } else if (asked.size() >= ASKED_MAX) {
            end(FAILED, "100,000 requests are without an answer.");
        } else {
            setup.asked(request);
            asked.add(request.id());
            to.say(text, request.resumes());
        }
    }

    /// Until there is an isolate.
    private void hold(String text) {
        heldCharacters += text.length();
        if (heldCharacters > HELD_CHARACTERS_MAX) {
            end(FAILED, "There is no isolate, and more than 16 MiB of requests wait for one.");
        } else {
            held.add(text);
        }
    }

    private void refuse(long id, String sentence) {
        asked.remove(id);
        var out = new StringBuilder("{\"id\":" + id + ",\"error\":{\"code\":-32000,\"message\":");
        new JsonText(out).text(sentence);
        tell(out.append("}}").toString());
    }

    private void tell(String message) {
        var _ = channel.writeAndFlush(new TextWebSocketFrame(message));
    }

    @Override
    public void said(ByteBuffer piece, boolean last) {
        int bytes = piece.remaining();
        Inspection from = session;
        boolean begins = said.isBetween();
        boolean passes = said.piece(piece, last);
        asked.remove(said.id());
        if (!passes) {
            if (from != null) {
                from.credit(bytes);
            }
            return;
        }
        ByteBuf copy = Unpooled.copiedBuffer(piece);
        WebSocketFrame frame =
                begins
                        ? new TextWebSocketFrame(last, 0, copy)
                        : new ContinuationWebSocketFrame(last, 0, copy);
        channel.writeAndFlush(frame)
                .addListener(_ -> {
                    if (from != null) {
                        from.credit(bytes);
                    }
                });
    }

    @Override
    public void closed(String reason) {
        if (gone) {
            return;
        }
        if (!said.isBetween()) {
            end(FAILED, reason);
            return;
        }
        boolean early = System.nanoTime() - openedNanos < SHORT_LIFE_NANOS;
        shortLives = early ? shortLives + 1 : 0;
        if (shortLives >= SHORT_LIVES_MAX) {
            end(FAILED, reason);
            return;
        }
        lose(reason);
        var _ = channel.eventLoop().schedule(this::look, AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// What a debugger believes of the isolate is no more.
    private void lose(String reason) {
        session = null;
        for (long id : Set.copyOf(asked)) {
            refuse(id, "The isolate is gone: " + reason);
        }
        if (said.isPaused()) {
            said.wentOn();
            tell("{\"method\":\"Debugger.resumed\",\"params\":{}}");
        }
        tell("{\"method\":\"Runtime.executionContextsCleared\",\"params\":{}}");
    }

    /// The app has another version: to that one, with all that was set up.
    void move() {
        Inspection before = session;
        if (before == null || !said.isBetween()) {
            return;
        }
        before.close();
        lose("The app was changed.");
        look();
    }

    /// The node stops.
    void stop() {
        end(GOING_AWAY, "The node stops.");
    }

    private void end(int code, String reason) {
        String told =
                reason.length() > REASON_CHARACTERS_MAX
                        ? reason.substring(0, REASON_CHARACTERS_MAX)
                        : reason;
        channel.writeAndFlush(new CloseWebSocketFrame(code, told))
                .addListener(ChannelFutureListener.CLOSE);
        leave();
    }

    private void leave() {
        gone = true;
        target.detach(this);
        Inspection open = session;
        session = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        leave();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }
}
