package node.fetch;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One request to one server and its answer; a call makes one, and one more for each redirect.
final class Hop {

    private final FetchCall call;
    private final FetchClient client;
    private final Outgoing request;
    private final Deque<ByteBuf> unsent = new ArrayDeque<>();
    private @Nullable ClientConnection connection;
    private @Nullable Future<?> timer;
    private boolean reused;
    private boolean retried;
    private boolean bodyWhole;
    private boolean sent;
    private long sentBytes;
    private long pendingBytes;
    private long gotBytes;
    private boolean answered;
    private boolean keepAlive;
    private boolean over;
    private long activeNanos = System.nanoTime();

    Hop(FetchCall call, FetchClient client, Outgoing request) {
        this.call = call;
        this.client = client;
        this.request = request;
    }

    Origin origin() {
        return request.url().origin();
    }

    boolean over() {
        return over;
    }

    void begin() {
        if (over) {
            return;
        }
        client.pool().take(this, false);
    }

    // ---- the request

    void connected(ClientConnection given, boolean kept) {
        connection = given;
        reused = kept;
        activeNanos = System.nanoTime();
        given.serve(this);
        given.send(request.head());
        switch (request.body()) {
            case FetchBody.None _ -> finishBody();
            case FetchBody.Whole whole -> {
                sendPiece(whole.bytes().retainedDuplicate(), false);
                finishBody();
            }
            case FetchBody.Stream _ -> sendUnsent();
        }
        if (!over) {
            given.flush();
            watch(client.settings().firstByteMillisMax());
        }
    }

    private void sendUnsent() {
        for (ByteBuf piece = unsent.poll(); piece != null; piece = unsent.poll()) {
            sendPiece(piece, true);
        }
        if (bodyWhole) {
            bodyWhole = false;
            finishBody();
        }
    }

    /// A piece of a streamed body.
    void write(ByteBuf piece) {
        if (connection == null && !over) {
            unsent.add(piece);
            return;
        }
        sendPiece(piece, true);
        if (connection != null && !over) {
            connection.flush();
        }
    }

    private void sendPiece(ByteBuf piece, boolean told) {
        int bytes = piece.readableBytes();
        if (over || connection == null || sent) {
            piece.release();
            call.written(told ? bytes : 0);
            return;
        }
        sentBytes += bytes;
        if (request.body() instanceof FetchBody.Stream(long length)
                && length >= 0
                && sentBytes > length) {
            piece.release();
            broken("its own body is longer than the " + length + " bytes that it tells");
            return;
        }
        connection
                .send(piece)
                .addListener(taken -> {
                    activeNanos = System.nanoTime();
                    if (told && taken.isSuccess()) {
                        call.written(bytes);
                    }
                });
    }

    void finishBody() {
        if (over || sent || bodyWhole) {
            return;
        }
        if (connection == null) {
            bodyWhole = true;
            return;
        }
        if (request.body() instanceof FetchBody.Stream(long length)
                && length >= 0
                && sentBytes < length) {
            broken("its own body ended at byte " + sentBytes + " of " + length);
            return;
        }
        sent = true;
        activeNanos = System.nanoTime();
        connection.send(LastHttpContent.EMPTY_LAST_CONTENT);
        connection.flush();
    }

    // ---- the answer

    /// Whether the connection is to read on.
    boolean hungry() {
        return !answered || call.hungry(this);
    }

    void head(HttpResponse head) {
        answered = true;
        activeNanos = System.nanoTime();
        keepAlive = HttpUtil.isKeepAlive(head);
        call.head(this, head);
    }

    void content(ByteBuf bytes) {
        activeNanos = System.nanoTime();
        gotBytes += bytes.readableBytes();
        call.content(this, bytes);
    }

    long gotBytes() {
        return gotBytes;
    }

    /// The answer is whole: the connection may serve another hop if the request went out wholly.
    void ended() {
        ClientConnection used = connection;
        if (over || used == null) {
            return;
        }
        leave();
        if (call.switches()) {
            call.upgraded(used.leaveHttp());
            return;
        }
        if (keepAlive && sent && used.active()) {
            used.leave();
        } else {
            used.close();
        }
        call.ended(this);
    }

    /// Nobody wants the rest.
    void cancel() {
        ClientConnection used = connection;
        if (!over) {
            leave();
            if (used != null) {
                used.close();
            }
        }
    }

    void readOn() {
        if (connection != null) {
            activeNanos = System.nanoTime();
            connection.readOn();
        }
    }

    // ---- failures

    void broken(String why) {
        ClientConnection used = connection;
        if (over) {
            return;
        }
        leave();
        if (used != null) {
            used.close();
        }
        call.failed(this, "The fetch of " + request.url().origin() + " broke off: " + why + ".");
    }

    /// What came is no answer. On a kept connection it may be the rest of what the server sent with
    /// the answer before, say a body with a 204: then the connection is as good as gone.
    void garbled(String why) {
        ClientConnection used = connection;
        if (reused && !answered && used != null) {
            used.leave();
            used.close();
            connectionGone();
        } else {
            broken(why);
        }
    }

    /// A kept connection may have been closed by the server just when it was taken: what may safely
    /// be asked twice is asked once more on a new one (RFC 9112 §9.3.1).
    void connectionGone() {
        if (over) {
            return;
        }
        boolean again =
                reused
                        && !answered
                        && !retried
                        && request.idempotent()
                        && !(request.body() instanceof FetchBody.Stream);
        if (again) {
            retried = true;
            sent = false;
            connection = null;
            client.pool().take(this, true);
        } else {
            String when = answered ? "after " + gotBytes + " bytes" : "before it answered";
            broken("the server closed the connection " + when);
        }
    }

    void failed(String sentence) {
        if (!over) {
            leave();
            call.failed(this, sentence);
        }
    }

    private void leave() {
        over = true;
        connection = null;
        unsent.forEach(ByteBuf::release);
        unsent.clear();
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void watch(long millis) {
        timer = client.loop().schedule(this::check, millis, TimeUnit.MILLISECONDS);
    }

    /// It does not while the function has yet to write, or does not ask for more.
    private boolean waitsForServer() {
        return answered ? hungry() : sent || pendingBytes > 0;
    }

    private void check() {
        if (over) {
            return;
        }
        FetchSettings settings = client.settings();
        long most = answered ? settings.silenceMillisMax() : settings.firstByteMillisMax();
        long waited =
                waitsForServer()
                        ? TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - activeNanos)
                        : 0;
        if (waited >= most) {
            broken(
                    answered
                            ? "nothing came for " + most + " ms"
                            : "there was no answer within " + most + " ms");
        } else {
            watch(Math.max(most - waited, 1));
        }
    }
}
