package isolate.v8;

import base.lane.FrameType;
import base.lane.LogLevel;
import base.lane.Message.BodyKind;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// What the prelude asks of the child, called on the isolate's thread while JavaScript runs.
/// Buffers are views of V8's memory: good only during the call.
public interface HostCalls {

    /// The head of an invocation's answer, with its body where it is whole.
    void respond(int invocation, String head, BodyKind body, ByteBuffer bytes, long bodyBytes);

    /// An answer that is all text, and the end of its invocation.
    void finish(int invocation, String head, String text);

    /// A piece of a body that we send.
    void chunk(int stream, ByteBuffer bytes);

    /// A piece of a WebSocket's message that we send, or our close of it.
    void frame(int stream, FrameType type, boolean last, ByteBuffer bytes);

    /// The body that we send is whole.
    void end(int stream);

    /// The body that we send breaks off.
    void cut(int stream, String reason);

    /// We want no more of a body.
    void stop(int stream);

    /// So many bytes more of a body may come.
    void credit(int stream, int bytes);

    /// Starts an asynchronous op and names the call.
    int call(int invocation, String op, String text, BodyKind body, ByteBuffer bytes);

    /// The answer of that call is no longer wanted.
    void abandon(int call);

    /// A blocking op: `+text` or `-reason`.
    String block(int invocation, String op, String text);

    /// Wants to be told of a time.
    void timerStart(int invocation, int timer, double millis);

    /// Does not want to any more.
    void timerStop(int timer);

    /// A line of the function's log.
    void log(int invocation, LogLevel level, String text);

    /// The invocation is over.
    void done(int invocation, String outcome, @Nullable String detail);

    /// The isolate's heap is at its cap; `true` when V8 is to end what runs.
    boolean heapIsFull();
}
