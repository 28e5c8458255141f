package node.op;

import base.lane.LaneBreach;
import base.lane.Message.BodyKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
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

    /// By this client.
    public FetchOp(FetchClient client) {
        this.client = client;
    }

    @Override
    public Answering begin(OpenCall call) {
        List<String> lines = List.of(call.text().split("\n", -1));
        if (lines.size() < FIRST_HEADER) {
            throw new LaneBreach("A fetch names no method, URL, redirect mode and length.");
        }
        var request =
                new FetchRequest(
                        lines.get(0), lines.get(1), headers(lines), redirect(lines.get(2)), true);
        var answer = new Answer(call);
        answer.fetch = client.open(request, body(call, lines.get(3)), answer);
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
        private @org.jspecify.annotations.Nullable FetchCall fetch;

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
        public void data(ByteBuffer bytes) {
            ByteBuf copy = ByteBufAllocator.DEFAULT.directBuffer(bytes.remaining());
            fetch().write(copy.writeBytes(bytes));
        }

        @Override
        public void bodyEnd() {
            fetch().finishBody();
        }

        @Override
        public void cut() {
            fetch().cancel();
            call.fail("The body of the request broke off.");
        }

        @Override
        public void credit(int bytes) {
            fetch().pull(bytes);
        }

        @Override
        public void abandoned() {
            fetch().cancel();
        }

        // ---- from the other server

        @Override
        public void head(FetchResponse head) {
            var text = new StringBuilder(256);
            text.append(head.status()).append('\n').append(head.reason()).append('\n');
            text.append(head.url()).append('\n').append(head.redirected() ? '1' : '0');
            for (Map.Entry<String, String> header : head.headers()) {
                text.append('\n').append(header.getKey()).append('\n').append(header.getValue());
            }
            boolean none = head.bodyBytes() == 0;
            call.answer(text.toString(), none ? BodyKind.NONE : BodyKind.STREAM, NO_BYTES);
            fetch().pull(AHEAD_BYTES);
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
