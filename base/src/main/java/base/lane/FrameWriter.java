package base.lane;

import base.Limits;
import base.lane.Message.BodyKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Frames, written one behind the other into an array that grows; whoever owns it writes [#array()]
/// from 0 to [#size()] to the socket and calls [#clear()]. For one thread at a time.
///
/// A message whose frame would be larger than the other side takes is an IllegalArgumentException,
/// and nothing of it is written.
public final class FrameWriter {
    private static final int KEPT_BYTES_MAX = 256 * 1024;
    private static final int PAYLOAD_BYTES_MAX = Limits.Lane.DEFAULT.frameBytesMax();
    private byte[] array;
    private int size;
    private int start;

    /// An empty one.
    public FrameWriter() {
        array = new byte[4096];
    }

    /// The bytes; good up to [#size()].
    public byte[] array() {
        return array;
    }

    /// How many bytes wait.
    public int size() {
        return size;
    }

    /// Forgets what was written; gives a large array back.
    public void clear() {
        size = 0;
        if (array.length > KEPT_BYTES_MAX) {
            array = new byte[4096];
        }
    }

    /// Writes a message as a frame.
    public void write(Message message) {
        switch (message) {
            case Message.Image m -> bytes(Kind.IMAGE, m.version(), m.bytes());
            case Message.Load m -> load(m);
            case Message.Drop m -> empty(Kind.DROP, m.version());
            case Message.Invoke m -> invoke(m);
            case Message.Cancel m -> empty(Kind.CANCEL, m.stream());
            case Message.Answer m -> answer(m);
            case Message.Body m -> bytes(Kind.BODY, m.stream(), m.bytes());
            case Message.End m -> empty(Kind.END, m.stream());
            case Message.Cut m -> text(Kind.CUT, m.stream(), m.reason());
            case Message.Credit m -> number(Kind.CREDIT, m.stream(), m.bytes());
            case Message.Stop m -> empty(Kind.STOP, m.stream());
            case Message.Frame m -> frame(m);
            case Message.Loaded m -> loaded(m);
            case Message.Head m -> head(m);
            case Message.Call m -> call(m);
            case Message.Abandon m -> empty(Kind.ABANDON, m.stream());
            case Message.Log m -> log(m);
            case Message.Done m -> done(m);
            case Message.Hello m -> text(Kind.HELLO, m.role().ordinal(), m.secret());
            case Message.Ready m -> text(Kind.READY, 0, m.report());
            case Message.Ping m -> empty(Kind.PING, m.number());
            case Message.Pong m -> pong(m);
            case Message.Started m -> empty(Kind.STARTED, m.stream());
            case Message.Demote m -> empty(Kind.DEMOTE, m.thread());
            case Message.Stuck m -> text(Kind.STUCK, m.stream(), m.reason());
            case Message.InspectOpen m -> number(Kind.INSPECT_OPEN, m.session(), m.version());
            case Message.Inspect m -> inspect(m);
            case Message.InspectCredit m -> number(Kind.INSPECT_CREDIT, m.session(), m.bytes());
            case Message.InspectClose m -> text(Kind.INSPECT_CLOSE, m.session(), m.reason());
        }
    }

    private void load(Message.Load m) {
        begin(Kind.LOAD, m.version());
        put(m.name());
        put(m.limits().cpuMillisMax());
        put(m.limits().startupMillisMax());
        put(m.limits().heapBytesMax());
        put(m.limits().afterMillisMax());
        put(m.limits().blockMillisMax());
        put(m.limits().logBytesMax());
        put(m.limits().isolatesMax());
        finish();
    }

    private void invoke(Message.Invoke m) {
        begin(Kind.INVOKE, m.stream());
        put(m.version());
        put(m.body());
        put(m.bodyBytes());
        put(m.head());
        put(m.inline());
        finish();
    }

    private void answer(Message.Answer m) {
        begin(Kind.ANSWER, m.stream());
        put((byte) (m.ok() ? 1 : 0));
        put(m.body());
        put(m.text());
        put(m.inline());
        finish();
    }

    private void frame(Message.Frame m) {
        begin(Kind.FRAME, m.stream());
        put((byte) m.type().ordinal());
        put((byte) (m.last() ? 1 : 0));
        put(m.bytes());
        finish();
    }

    private void loaded(Message.Loaded m) {
        begin(Kind.LOADED, m.version());
        put(m.takeMicros());
        put(m.loadMicros());
        put((byte) (m.cached() ? 1 : 0));
        finish();
    }

    private void head(Message.Head m) {
        begin(Kind.HEAD, m.stream());
        put(m.body());
        put(m.bodyBytes());
        put(m.head());
        put(m.inline());
        finish();
    }

    private void call(Message.Call m) {
        begin(Kind.CALL, m.stream());
        put(m.invocation());
        put(m.op());
        put(m.text());
        put(m.body());
        put(m.inline());
        finish();
    }

    private void log(Message.Log m) {
        begin(Kind.LOG, m.stream());
        put((byte) m.level().ordinal());
        put(m.text());
        finish();
    }

    private void done(Message.Done m) {
        begin(Kind.DONE, m.stream());
        put(m.cpuMicros());
        put(m.outcome());
        put(m.detail());
        finish();
    }

    private void pong(Message.Pong m) {
        begin(Kind.PONG, m.number());
        put(m.isolates());
        put(m.invocations());
        put(m.spares());
        finish();
    }

    private void inspect(Message.Inspect m) {
        begin(Kind.INSPECT, m.session());
        put((byte) m.piece().ordinal());
        put(m.bytes());
        finish();
    }

    private void empty(Kind kind, int stream) {
        begin(kind, stream);
        finish();
    }

    private void text(Kind kind, int stream, String text) {
        begin(kind, stream);
        put(text);
        finish();
    }

    private void number(Kind kind, int stream, int number) {
        begin(kind, stream);
        put(number);
        finish();
    }

    private void bytes(Kind kind, int stream, ByteBuffer bytes) {
        begin(kind, stream);
        put(bytes);
        finish();
    }

    private void begin(Kind kind, int stream) {
        start = size;
        room(9);
        size += 4;
        array[size++] = (byte) kind.ordinal();
        put(stream);
    }

    private void finish() {
        int payload = size - start - FrameReader.HEADER_BYTES;
        int end = size;
        size = start;
        put(payload);
        size = end;
    }

    private void put(BodyKind kind) {
        put((byte) kind.ordinal());
    }

    private void put(byte value) {
        room(1);
        array[size++] = value;
    }

    private void put(int value) {
        room(4);
        array[size] = (byte) (value >>> 24);
        array[size + 1] = (byte) (value >>> 16);
        array[size + 2] = (byte) (value >>> 8);
        array[size + 3] = (byte) value;
        size += 4;
    }

    private void put(long value) {
        put((int) (value >>> 32));
        put((int) value);
    }

    private void put(String text) {
        fits(text.length());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        put(bytes.length);
        room(bytes.length);
        System.arraycopy(bytes, 0, array, size, bytes.length);
        size += bytes.length;
    }

    private void put(ByteBuffer bytes) {
        int length = bytes.remaining();
        put(length);
        room(length);
        bytes.get(bytes.position(), array, size, length);
        size += length;
    }

    /// Before memory is taken; what was written of the frame is forgotten.
    private void fits(int more) {
        int payload = size - start - FrameReader.HEADER_BYTES + more;
        if (payload > PAYLOAD_BYTES_MAX) {
            size = start;
            throw new IllegalArgumentException(
                    "This takes %,d bytes, and %,d at most pass between an app and its node at once."
                            .formatted(payload, PAYLOAD_BYTES_MAX));
        }
    }

    private void room(int more) {
        fits(more);
        if (array.length - size < more) {
            array = Arrays.copyOf(array, Math.max(array.length * 2, size + more));
        }
    }
}
