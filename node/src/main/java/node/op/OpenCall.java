package node.op;

import base.lane.LaneBreach;
import base.lane.Message;
import base.lane.Message.BodyKind;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A call that a child made and that is not over. The op answers it here; the desk passes in what
/// the child says about it. On the lane's loop.
public final class OpenCall {
    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

    private Message.Call call;
    private final CallDesk.Owner owner;
    private final Consumer<Message> sender;
    private final Consumer<OpenCall> whenOver;
    private final int window;
    private Op.Answering answering = Op.Answering.NOTHING;
    private long bodyCredit;
    private boolean begun;
    private @Nullable Message early;
    private boolean answered;
    private boolean answerOpen = true;
    private boolean bodyOpen;
    private boolean bodyStopped;

    OpenCall(
            Message.Call call,
            CallDesk.Owner owner,
            int window,
            Consumer<Message> sender,
            Consumer<OpenCall> whenOver) {
        this.call = call;
        this.owner = owner;
        this.sender = sender;
        this.whenOver = whenOver;
        this.bodyOpen = call.body() == BodyKind.STREAM;
        this.window = window;
    }

    /// The child may send the call's own body from now on.
    void begin(Op op) {
        begun = true;
        try {
            answering = op.begin(this);
        } catch (IllegalArgumentException refusal) {
            fail(String.valueOf(refusal.getMessage()));
        }
        if (!op.isSocket()) {
            consumed(window);
        }
        if (early != null && bodyOpen) {
            receive(early);
        }
    }

    /// It waits for its turn: what came with it must be its own.
    void hold() {
        ByteBuffer own = ByteBuffer.allocate(call.inline().remaining());
        own.put(call.inline()).flip();
        call =
                new Message.Call(
                        call.stream(), call.invocation(), call.op(), call.text(), call.body(), own);
    }

    /// The number that names it on the lane.
    public int stream() {
        return call.stream();
    }

    /// Who calls.
    public CallDesk.Owner owner() {
        return owner;
    }

    /// What is asked.
    public String text() {
        return call.text();
    }

    /// How the call's own body comes.
    public BodyKind bodyKind() {
        return call.body();
    }

    /// The call's own body, where it came with the call; good only while the op begins.
    public ByteBuffer inline() {
        return call.inline();
    }

    /// Answers with text alone.
    public void answer(String text) {
        answer(text, BodyKind.NONE, NO_BYTES);
    }

    /// Answers; with [BodyKind#STREAM] the body follows by [#write(ByteBuffer)].
    public void answer(String text, BodyKind kind, ByteBuffer inline) {
        if (answered || !answerOpen) {
            return;
        }
        answered = true;
        sender.accept(new Message.Answer(stream(), true, kind, text, inline));
        if (kind != BodyKind.STREAM) {
            answerOver();
        }
    }

    /// Answers that it failed, or, after the head, breaks the body off.
    public void fail(String sentence) {
        if (!answerOpen) {
            return;
        }
        if (answered) {
            sender.accept(new Message.Cut(stream(), sentence));
        } else {
            answered = true;
            sender.accept(new Message.Answer(stream(), false, BodyKind.NONE, sentence, NO_BYTES));
        }
        answerOpen = false;
        bodyOpen = false;
        whenOver.accept(this);
    }

    /// A piece of the answer's body; no more than there is credit for.
    public void write(ByteBuffer bytes) {
        if (answerOpen) {
            sender.accept(new Message.Body(stream(), bytes));
        }
    }

    /// Says something beside the answer's body, or of the WebSocket that is the answer; its
    /// [Message.End] ends the answer.
    public void say(Message message) {
        if (!answerOpen) {
            return;
        }
        if (message instanceof Message.End) {
            finish();
        } else {
            sender.accept(message);
        }
    }

    /// The answer's body is whole.
    public void finish() {
        if (answerOpen) {
            sender.accept(new Message.End(stream()));
            answerOver();
        }
    }

    /// So many bytes of the call's own body went on: as many more may come.
    public void consumed(int bytes) {
        if (bodyOpen) {
            bodyCredit += bytes;
            sender.accept(new Message.Credit(stream(), bytes));
        }
    }

    /// No more of the call's own body is wanted.
    public void stopBody() {
        if (bodyOpen) {
            bodyStopped = true;
            sender.accept(new Message.Stop(stream()));
            bodyOver();
        }
    }

    void receive(Message message) {
        if (bodyStopped && isOfBody(message)) {
            // Sent before the child heard that no more is wanted.
            return;
        }
        switch (message) {
            case Message.Body m -> body(m.bytes());
            case Message.End _, Message.Cut _ when !begun -> early = message;
            case Message.End _ -> {
                requireBody();
                bodyOver();
                answering.bodyEnd();
            }
            case Message.Cut _ -> {
                bodyOver();
                answering.cut();
            }
            case Message.Frame m -> {
                requireBody();
                answering.frame(m);
            }
            case Message.Credit m -> answering.credit(m.bytes());
            case Message.Stop _ -> abandoned();
            default -> throw new LaneBreach("That is not said of a call.");
        }
    }

    private static boolean isOfBody(Message message) {
        return switch (message) {
            case Message.Body _, Message.Frame _, Message.End _, Message.Cut _ -> true;
            default -> false;
        };
    }

    private void body(ByteBuffer bytes) {
        requireBody();
        bodyCredit -= bytes.remaining();
        if (bodyCredit < 0) {
            throw new LaneBreach("A call's body comes beyond its credit.");
        }
        answering.data(bytes);
    }

    private void requireBody() {
        if (!bodyOpen) {
            throw new LaneBreach("A body comes for a call that has none.");
        }
    }

    /// The child, or the end of its invocation, gives it up.
    void abandoned() {
        if (answerOpen || bodyOpen) {
            answerOpen = false;
            bodyOpen = false;
            answering.abandoned();
            whenOver.accept(this);
        }
    }

    private void answerOver() {
        answerOpen = false;
        overWhenBoth();
    }

    private void bodyOver() {
        bodyOpen = false;
        overWhenBoth();
    }

    private void overWhenBoth() {
        if (!answerOpen && !bodyOpen) {
            whenOver.accept(this);
        }
    }
}
