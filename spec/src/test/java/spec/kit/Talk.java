package spec.kit;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One WebSocket of the JDK's client, with what was heard on it in order.
public final class Talk implements WebSocket.Listener, AutoCloseable {
    private static final int SECONDS = 30;

    private final LinkedBlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private volatile boolean over;
    private @Nullable WebSocket socket;

    private final boolean holds;

    private Talk(boolean holds) {
        this.holds = holds;
    }

    /// How it was closed.
    public record Close(int code, String reason) {}

    /// Connects.
    public static Talk with(HttpClient client, URI address) {
        return open(new Talk(false), client, address);
    }

    /// Connects, and reads nothing before [#readOn()].
    public static Talk holding(HttpClient client, URI address) {
        return open(new Talk(true), client, address);
    }

    private static Talk open(Talk talk, HttpClient client, URI address) {
        talk.socket =
                client.newWebSocketBuilder().subprotocols("chat").buildAsync(address, talk).join();
        return talk;
    }

    /// The client's own.
    public WebSocket socket() {
        WebSocket of = socket;
        if (of == null) {
            throw new IllegalStateException("not connected");
        }
        return of;
    }

    /// Says a text.
    public void say(String message) {
        socket().sendText(message, true).join();
    }

    /// Says bytes.
    public void say(byte[] message) {
        socket().sendBinary(ByteBuffer.wrap(message), true).join();
    }

    /// Says bytes that are not the end of a message, as far as it can be said.
    public void piece(byte[] message) {
        var _ =
                socket().sendBinary(ByteBuffer.wrap(message), false)
                        .exceptionally(_ -> socket())
                        .join();
    }

    /// Closes.
    public void close(int code, String reason) {
        socket().sendClose(code, reason).join();
    }

    /// The next text heard.
    public String text() {
        return next(String.class);
    }

    /// The next bytes heard.
    public byte[] bytes() {
        return next(byte[].class);
    }

    /// The close that comes next.
    public Close heardClose() {
        return next(Close.class);
    }

    /// Whether it was closed, or broke.
    public boolean isOver() {
        return over;
    }

    private <T> T next(Class<T> type) {
        try {
            Object next = heard.poll(SECONDS, TimeUnit.SECONDS);
            if (!type.isInstance(next)) {
                throw new AssertionError(
                        "a " + type.getSimpleName() + " was due, but came " + next);
            }
            return type.cast(next);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// Reads from now on.
    public void readOn() {
        socket().request(1);
    }

    @Override
    public void onOpen(WebSocket from) {
        if (!holds) {
            from.request(1);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            heard.add(text.toString());
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        byte[] piece = new byte[data.remaining()];
        data.get(piece);
        bytes.writeBytes(piece);
        if (last) {
            heard.add(bytes.toByteArray());
            bytes.reset();
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        over = true;
        heard.add(new Close(code, reason));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        over = true;
        heard.add(error);
    }

    @Override
    public void close() {
        socket().abort();
    }
}
