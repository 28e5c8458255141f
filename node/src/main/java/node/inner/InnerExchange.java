package node.inner;

import edge.file.FilePart;
import edge.http.Exchange;
import edge.http.RequestHead;
import edge.http.ResponseHead;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.Map;
import node.fetch.HeadRules;
import org.jspecify.annotations.Nullable;

/// An exchange without a connection: asked by an app's code and answered within the node. Both
/// bodies are held back by whoever does not take them. On the loop that both sides share.
///
/// The bound on a request body is the edge's, for what comes from outside; here it does nothing.
public final class InnerExchange implements Exchange {

    /// How much of an answer that nobody wants is read over.
    private static final int UNWANTED_BYTES_MAX = 64 * 1024;

    private final InnerCall call;
    private final RequestHead head;
    private final InnerCall.Route route;
    private final HeldBody request = new HeldBody();
    private final HeldBody answer = new HeldBody();
    private @Nullable Receiver receiver;
    private long added;
    private long sent;
    private long length = -1;
    private boolean bodiless;
    private boolean started;
    private boolean requestEndTold;
    private boolean delivering;
    private boolean giving;
    private boolean discarding;
    private boolean over;
    private boolean gone;

    InnerExchange(InnerCall call, RequestHead head, InnerCall.Route route) {
        this.call = call;
        this.head = head;
        this.route = route;
    }

    @Override
    public RequestHead head() {
        return head;
    }

    @Override
    public EventLoop loop() {
        return route.loop();
    }

    /// How many apps called each other before it, one for the first.
    public int depth() {
        return route.depth();
    }

    /// What is told beside the request, such as `:entrypoint`.
    public List<Map.Entry<String, String>> asides() {
        return route.asides();
    }

    String url() {
        return head.scheme() + "://" + head.authority() + head.target();
    }

    // ---- the request's body

    /// A piece from whoever asks; takes it over.
    void add(ByteBuf piece) {
        int bytes = piece.readableBytes();
        if (over || request.isWhole()) {
            piece.release();
            call.consumed(this, bytes);
            return;
        }
        added += bytes;
        request.add(piece);
        if (head.bodyBytes() >= 0 && added > head.bodyBytes()) {
            failRequest("longer than the " + head.bodyBytes() + " bytes that were told");
        } else {
            deliver();
        }
    }

    /// The body is whole.
    void bodyEnd() {
        if (over || request.isWhole()) {
            return;
        }
        if (head.bodyBytes() >= 0 && added < head.bodyBytes()) {
            failRequest("shorter than the " + head.bodyBytes() + " bytes that were told");
        } else {
            request.end();
            deliver();
        }
    }

    private void failRequest(String why) {
        call.failed(this, "The body of the request is " + why + ".");
        lost();
    }

    @Override
    public void receive(Receiver told) {
        if (receiver != null) {
            throw new IllegalStateException("the exchange has its receiver already");
        }
        receiver = told;
        if (gone) {
            told.gone();
        } else {
            deliver();
        }
    }

    @Override
    public void bodyBytesMax(long bytes) {}

    @Override
    public void pull(int bytes) {
        request.pull(bytes);
        deliver();
    }

    /// Calls from within the receiver are done by the outer call.
    private void deliver() {
        Receiver told = receiver;
        if (delivering || over || told == null) {
            return;
        }
        delivering = true;
        ByteBuf piece = request.next();
        while (piece != null) {
            int bytes = piece.readableBytes();
            told.data(piece);
            call.consumed(this, bytes);
            piece = over ? null : request.next();
        }
        if (!over && !requestEndTold && request.isOver()) {
            requestEndTold = true;
            told.end();
        }
        delivering = false;
    }

    // ---- the answer

    @Override
    public boolean started() {
        return started;
    }

    @Override
    public void start(ResponseHead response) {
        begin(response, response.bodyBytes());
    }

    private void begin(ResponseHead response, long bytes) {
        if (started) {
            throw new IllegalStateException("the head of the answer was sent already");
        }
        response.headers().forEach(header -> check(header.getKey(), header.getValue()));
        started = true;
        int status = response.status();
        bodiless = head.method().equals("HEAD") || status == 204 || status == 304;
        length = bodiless ? -1 : bytes;
        if (!over) {
            call.head(this, response, bodiless ? 0 : bytes);
        }
    }

    private void check(String name, String value) {
        try {
            HeadRules.check(name, value);
        } catch (IllegalArgumentException malformed) {
            fail("The answer's head is malformed.");
            throw malformed;
        }
    }

    @Override
    public void respond(ResponseHead response, ByteBuf body) {
        try {
            begin(response, body.readableBytes());
            body.retain();
            put(body);
            finish();
        } finally {
            body.release();
        }
    }

    @Override
    public void respond(ResponseHead response, FilePart body) {
        boolean held = false;
        try {
            begin(response, body.length());
            if (!over && !discarding && !bodiless) {
                answer.file(body);
                held = true;
            }
            sent = body.length();
        } finally {
            if (!held) {
                body.close();
            }
        }
        finish();
    }

    @Override
    public void write(ByteBuf data) {
        if (!started) {
            data.release();
            throw new IllegalStateException("the head of the answer comes before its body");
        }
        put(data);
    }

    private void put(ByteBuf data) {
        int bytes = data.readableBytes();
        sent += bytes;
        if (over || bytes == 0) {
            data.release();
        } else if (bodiless || discarding) {
            data.release();
            drop(bytes);
        } else if (length >= 0 && sent > length) {
            data.release();
            fail("The answer's body is longer than the " + length + " bytes of its head.");
        } else {
            answer.add(data);
            give();
        }
    }

    private void drop(int bytes) {
        if (discarding && sent > UNWANTED_BYTES_MAX) {
            lost();
            return;
        }
        loop().execute(() -> written(bytes));
    }

    private void written(int bytes) {
        Receiver told = receiver;
        if (!over && told != null) {
            told.written(bytes);
        }
    }

    @Override
    public void finish() {
        if (over) {
            return;
        }
        if (length >= 0 && sent < length) {
            fail("The answer's body ended at byte " + sent + "; its head tells " + length + ".");
            return;
        }
        answer.end();
        give();
    }

    /// So many bytes more are wanted.
    void answerCredit(int bytes) {
        answer.pull(bytes);
        give();
    }

    private void give() {
        if (giving || over) {
            return;
        }
        giving = true;
        ByteBuf piece = answer.next();
        while (piece != null) {
            int bytes = piece.readableBytes();
            call.data(this, piece);
            written(bytes);
            piece = over ? null : answer.next();
        }
        giving = false;
        if (answer.broken()) {
            fail("The file was changed while it was read.");
        } else if (!over && answer.isOver()) {
            close();
            call.ended(this);
        }
    }

    @Override
    public void abort() {
        fail("The answer broke off.");
    }

    /// Nobody will answer, or go on to; the sentence says why.
    public void fail(String sentence) {
        if (!over) {
            close();
            call.failed(this, sentence);
        }
    }

    /// Whoever was to answer threw this; told so that the caller can throw it too.
    public void thrown(String error) {
        fail("\n" + error);
    }

    /// A binding's frames have no channel to go by.
    @Override
    public boolean asksForSocket() {
        return false;
    }

    @Override
    public boolean upgrade(ResponseHead response, ChannelHandler handler) {
        fail("A WebSocket was given that was not asked for.");
        return false;
    }

    // ---- the end

    /// The head was enough: what follows is read over.
    void discard() {
        discarding = true;
    }

    /// Whoever asked has gone.
    void lost() {
        if (over) {
            return;
        }
        gone = true;
        close();
        Receiver told = receiver;
        if (told != null) {
            told.gone();
        }
    }

    private void close() {
        over = true;
        request.close();
        answer.close();
    }
}
