package node.op;

import base.Limits;
import base.lane.LaneBreach;
import base.lane.Message;
import base.lane.Message.BodyKind;
import edge.websocket.CloseCode;
import edge.websocket.Side;
import edge.websocket.WebSocket;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import node.fetch.FetchBody;
import node.fetch.FetchCall;
import node.fetch.FetchClient;
import node.fetch.FetchListener;
import node.fetch.FetchRequest;
import node.fetch.FetchResponse;
import node.socket.SocketBridge;
import org.jspecify.annotations.Nullable;

/// `fetch`: an HTTP request to somewhere else. The call's text is
/// `method\nurl\nredirect\nlength\nname\nvalue...`, the answer's
/// `status\nreason\nurl\nredirected\nname\nvalue...`.
public final class FetchOp implements Op {
    private static final int FIRST_HEADER = 4;
    private static final int CHUNK_BYTES_MAX = 64 * 1024;

    /// What an isolate takes of an answer unasked. A smaller answer that nobody reads so ends, and
    /// does not keep its connection from the next call.
    private static final int AHEAD_BYTES = 64 * 1024;

    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

    private final FetchClient client;
    private final boolean socket;

    /// By this client.
    public FetchOp(FetchClient client) {
        this(client, false);
    }

    private FetchOp(FetchClient client, boolean socket) {
        this.client = client;
        this.socket = socket;
    }

    /// `socket`: the same, asking for a WebSocket. Where the answer is one, its status is 101, and
    /// frames follow in both directions of the call.
    public static FetchOp ofSockets(FetchClient client) {
        return new FetchOp(client, true);
    }

    @Override
    public Answering begin(OpenCall call) {
        List<String> lines = List.of(call.text().split("\n", -1));
        if (lines.size() < FIRST_HEADER) {
            throw new LaneBreach("A fetch names no method, URL, redirect mode and length.");
        }
        var request =
                new FetchRequest(
                        lines.get(0),
                        lines.get(1),
                        headers(lines),
                        redirect(lines.get(2)),
                        true,
                        socket);
        var answer = new Answer(call);
        FetchBody body = socket ? new FetchBody.None() : body(call, lines.get(3));
        answer.fetch = client.open(request, body, answer);
        return answer;
    }

    private static List<Map.Entry<String, String>> headers(List<String> lines) {
        if ((lines.size() - FIRST_HEADER) % 2 != 0) {
            throw new LaneBreach("A fetch's headers are no pairs.");
        }
        var headers = new ArrayList<Map.Entry<String, String>>();
        for (int i = FIRST_HEADER; i < lines.size(); i += 2) {
            headers.add(Map.entry(lines.get(i), lines.get(i + 1)));
        }
        return headers;
    }

    private static FetchRequest.Redirect redirect(String mode) {
        return switch (mode) {
            case "manual" -> FetchRequest.Redirect.MANUAL;
            case "error" -> FetchRequest.Redirect.ERROR;
            default -> FetchRequest.Redirect.FOLLOW;
        };
    }

    private static FetchBody body(OpenCall call, String length) {
        return switch (call.bodyKind()) {
            case NONE -> new FetchBody.None();
            case INLINE -> new FetchBody.Whole(Unpooled.copiedBuffer(call.inline()));
            case STREAM -> new FetchBody.Stream(number(length));
        };
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new LaneBreach("The length of a fetch's body is no number.");
        }
    }

    /// Between the call of the child and that of the client.
    private static final class Answer implements Answering, FetchListener {
        private final OpenCall call;
        private @Nullable FetchCall fetch;
        private @Nullable SocketBridge bridge;

        Answer(OpenCall call) {
            this.call = call;
        }

        private FetchCall fetch() {
            FetchCall begun = fetch;
            if (begun == null) {
                throw new IllegalStateException("the fetch has not begun");
            }
            return begun;
        }

        // ---- from the child

        @Override
        public void frame(Message.Frame frame) {
            if (bridge == null) {
                throw new LaneBreach("A frame comes before the answer of its call.");
            }
            bridge.frame(frame);
        }

        @Override
        public void data(ByteBuffer bytes) {
            if (bridge != null) {
                throw new LaneBreach("A body comes where there is a WebSocket.");
            }
            ByteBuf copy = ByteBufAllocator.DEFAULT.directBuffer(bytes.remaining());
            fetch().write(copy.writeBytes(bytes));
        }

        @Override
        public void bodyEnd() {
            if (bridge != null) {
                bridge.end();
                return;
            }
            fetch().finishBody();
        }

        @Override
        public void cut() {
            fetch().cancel();
            call.fail("The body of the request broke off.");
        }

        @Override
        public void credit(int bytes) {
            if (bridge != null) {
                bridge.credit(bytes);
                return;
            }
            fetch().pull(bytes);
        }

        @Override
        public void abandoned() {
            if (bridge != null) {
                bridge.close(new CloseCode(CloseCode.GOING_AWAY, ""));
                return;
            }
            fetch().cancel();
        }

        // ---- from the other server

        @Override
        public void upgraded(FetchResponse head, Channel channel) {
            var opened =
                    new SocketBridge(
                            call.stream(), channel.eventLoop(), Limits.DEFAULT.lane(), call::say);
            var connection = new WebSocket(Side.CLIENT, Limits.Socket.DEFAULT, opened);
            opened.attach(connection);
            bridge = opened;
            call.answer(textOf(head), BodyKind.STREAM, NO_BYTES);
            channel.pipeline().addLast(connection);
        }

        @Override
        public void head(FetchResponse head) {
            boolean none = head.bodyBytes() == 0;
            call.answer(textOf(head), none ? BodyKind.NONE : BodyKind.STREAM, NO_BYTES);
            fetch().pull(AHEAD_BYTES);
        }

        private static String textOf(FetchResponse head) {
            var text = new StringBuilder(256);
            text.append(head.status()).append('\n').append(head.reason()).append('\n');
            text.append(head.url()).append('\n').append(head.redirected() ? '1' : '0');
            for (Map.Entry<String, String> header : head.headers()) {
                text.append('\n').append(header.getKey()).append('\n').append(header.getValue());
            }
            return text.toString();
        }

        @Override
        public void data(ByteBuf data) {
            while (data.isReadable()) {
                int length = Math.min(CHUNK_BYTES_MAX, data.readableBytes());
                call.write(data.nioBuffer(data.readerIndex(), length));
                data.skipBytes(length);
            }
            data.release();
        }

        @Override
        public void end() {
            call.finish();
            call.stopBody();
        }

        @Override
        public void written(int bytes) {
            call.consumed(bytes);
        }

        @Override
        public void failed(String sentence) {
            call.fail(sentence);
        }
    }
}
