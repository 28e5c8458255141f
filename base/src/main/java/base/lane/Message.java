package base.lane;

import base.Limits;
import java.nio.ByteBuffer;

/// Everything that node and child say to each other. `stream` names an invocation (issued by the
/// node, top bit clear) or a call (issued by the child, top bit set); both have a body each way.
///
/// A [ByteBuffer] in a message is a view of the bytes read: good only while it is handled.
public sealed interface Message {

    /// Whether a body follows a head: none, all of it with the head, or in chunks.
    enum BodyKind {
        /// There is no body.
        NONE,
        /// The whole body came with the head.
        INLINE,
        /// [Body] frames follow, then [End] or [Cut].
        STREAM
    }

    /// What a socket is for.
    enum Role {
        /// All work.
        LANE,
        /// What must get past the work.
        CONTROL,
        /// Blocking ops, asked and answered by the threads that wait for them.
        BLOCKING
    }

    // ---- node to child -------------------------------------------------------------------------

    /// A piece of a version's image; pieces arrive in order.
    record Image(int version, ByteBuffer bytes) implements Message {}

    /// The image is whole; its versions may be invoked from now on.
    record Load(int version, String name, VersionLimits limits) implements Message {}

    /// The version will not be invoked again.
    record Drop(int version) implements Message {}

    /// Runs a handler. The head is `method\nurl\nname\nvalue...`.
    record Invoke(
            int stream, int version, BodyKind body, long bodyBytes, String head, ByteBuffer inline)
            implements Message {}

    /// The client went away.
    record Cancel(int stream) implements Message {}

    /// The answer of a call; on failure `text` is the reason.
    record Answer(int stream, boolean ok, BodyKind body, String text, ByteBuffer inline)
            implements Message {}

    // ---- both ways: the bodies of invocations and calls
    // -------------------------------------------

    /// A piece of a body; only as much as there is credit for.
    record Body(int stream, ByteBuffer bytes) implements Message {}

    /// The body is whole.
    record End(int stream) implements Message {}

    /// The body breaks off and must not be taken for whole.
    record Cut(int stream, String reason) implements Message {}

    /// So many bytes more may be sent.
    record Credit(int stream, int bytes) implements Message {}

    /// No more of this body is wanted.
    record Stop(int stream) implements Message {}

    /// A piece of a WebSocket's message, or its close; `last` ends the message. It takes
    /// [base.Limits.Socket#FRAME_COST_BYTES] of credit beside its bytes, so that empty ones have
    /// their price too. After a close the same side says [End].
    record Frame(int stream, FrameType type, boolean last, ByteBuffer bytes) implements Message {
        /// What it takes of the credit; a close takes none.
        public int cost() {
            return type == FrameType.CLOSE ? 0 : Limits.Socket.FRAME_COST_BYTES + bytes.remaining();
        }
    }

    // ---- child to node
    // ----------------------------------------------------------------------------

    /// A version's modules were evaluated in an isolate: how long taking the isolate took and how
    /// long evaluating, and whether V8's code cache helped.
    record Loaded(int version, long takeMicros, long loadMicros, boolean cached)
            implements Message {}

    /// The head of an invocation's answer: `status\nname\nvalue...`. `bodyBytes` is -1 where
    /// unknown.
    record Head(int stream, BodyKind body, long bodyBytes, String head, ByteBuffer inline)
            implements Message {}

    /// An op; the answer comes as [Answer] with the same stream.
    record Call(
            int stream, int invocation, String op, String text, BodyKind body, ByteBuffer inline)
            implements Message {}

    /// The caller no longer wants the answer.
    record Abandon(int stream) implements Message {}

    /// A console line or an exception. Levels: see [LogLevel].
    record Log(int stream, LogLevel level, String text) implements Message {}

    /// The invocation is over; its meter.
    record Done(int stream, long cpuMicros, byte outcome, String detail) implements Message {}

    // ---- a debugger and the isolate that it looks at; only where the child was started for it
    // ----------------------------------------------------------------------------------------

    /// How a piece of a debugger's message goes on.
    enum Piece {
        /// There is more of it.
        MORE,
        /// It is the last.
        LAST,
        /// It is the last of a request that has a paused isolate go on.
        RESUMES
    }

    /// Node to child: a debugger wants to talk to the isolate of a version, as this session.
    record InspectOpen(int session, int version) implements Message {}

    /// Both ways: a piece of one message of the Chrome DevTools Protocol; pieces arrive in order.
    record Inspect(int session, Piece piece, ByteBuffer bytes) implements Message {}

    /// Node to child: so many bytes more may be said to the debugger.
    record InspectCredit(int session, int bytes) implements Message {}

    /// Both ways: the session is over.
    record InspectClose(int session, String reason) implements Message {}

    // ---- control socket
    // ---------------------------------------------------------------------------

    /// The child asks to be known: the secret that it was started with.
    record Hello(Role role, String secret) implements Message {}

    /// The child is locked and will take work.
    record Ready(String report) implements Message {}

    /// Are you well?
    record Ping(int number) implements Message {}

    /// I am; so many isolates, invocations, spares.
    record Pong(int number, int isolates, int invocations, int spares) implements Message {}

    /// Code of this invocation has been running for a while: it must not be started again
    /// elsewhere.
    record Started(int stream) implements Message {}

    /// The thread of that kernel id runs long: lower its priority.
    record Demote(int thread) implements Message {}

    /// This invocation's code does not obey termination: end the child.
    record Stuck(int stream, String reason) implements Message {}
}
