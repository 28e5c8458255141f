package isolate.run;

import base.lane.FrameType;
import base.lane.LogLevel;
import base.lane.Message;
import base.lane.Message.BodyKind;
import base.meter.Outcome;
import isolate.v8.HostCalls;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Turns what the prelude asks into frames. An op, a log line or a timer belongs to an invocation;
/// one without is refused.
final class InstanceCalls implements HostCalls {
    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

    /// A stack, of what an invocation ended with.
    private static final int DETAIL_CHARS_MAX = 16 * 1024;

    private static final int REASON_CHARS_MAX = 1024;

    private final Instance instance;
    private final Child child;

    InstanceCalls(Instance instance, Child child) {
        this.instance = instance;
        this.child = child;
    }

    @Override
    public void respond(int id, String head, BodyKind body, ByteBuffer bytes, long length) {
        Invocation invocation = running(id);
        if (invocation.answered) {
            throw new IllegalStateException("invocation " + id + " answered twice");
        }
        AnswerHead.check(head);
        instance.say(new Message.Head(id, body, length, head, bytes));
        invocation.answered = true;
        if (body == BodyKind.STREAM) {
            invocation.body.open();
        } else {
            invocation.over();
        }
    }

    @Override
    public void finish(int id, String head, String text) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        respond(id, head, BodyKind.INLINE, bytes, -1);
        Invocation invocation = instance.invocation(id);
        if (invocation != null) {
            instance.done(invocation, Outcome.OK, "");
        }
    }

    @Override
    public void chunk(int stream, ByteBuffer bytes) {
        SentBody body = instance.sentBody(stream);
        if (body != null && body.isOpen()) {
            body.take(bytes.remaining());
            instance.say(new Message.Body(stream, bytes));
        }
    }

    @Override
    public void frame(int stream, FrameType type, boolean last, ByteBuffer bytes) {
        instance.say(new Message.Frame(stream, type, last, bytes));
    }

    @Override
    public void end(int stream) {
        over(stream, new Message.End(stream));
    }

    @Override
    public void cut(int stream, String reason) {
        over(stream, new Message.Cut(stream, clipped(reason, REASON_CHARS_MAX)));
    }

    private void over(int stream, Message last) {
        SentBody body = instance.sentBody(stream);
        if (body == null || !body.isOpen()) {
            return;
        }
        instance.say(last);
        body.close();
        instance.bodyOver(stream);
        Invocation invocation = instance.invocation(stream);
        if (invocation != null) {
            invocation.over();
        }
    }

    @Override
    public void stop(int stream) {
        instance.say(new Message.Stop(stream));
        instance.answerOver(stream);
    }

    @Override
    public void credit(int stream, int bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException("a credit is " + bytes + " bytes");
        }
        instance.say(new Message.Credit(stream, bytes));
    }

    @Override
    public int call(int id, String op, String text, BodyKind body, ByteBuffer bytes) {
        int call = instance.open(running(id), body == BodyKind.STREAM);
        try {
            instance.say(new Message.Call(call, id, op, text, body, bytes));
        } catch (IllegalArgumentException tooLarge) {
            forget(call);
            throw tooLarge;
        }
        return call;
    }

    private void forget(int call) {
        instance.answerOver(call);
        instance.bodyOver(call);
    }

    @Override
    public void abandon(int call) {
        instance.say(new Message.Abandon(call));
        forget(call);
    }

    @Override
    public String block(int id, String op, String text) {
        int call = instance.open(running(id), false);
        var message = new Message.Call(call, id, op, text, BodyKind.NONE, NO_BYTES);
        instance.flush();
        Slice slice = instance.running();
        if (slice != null) {
            slice.blocked = true;
        }
        try {
            String answer = ask(message, instance.version().limits.blockMillisMax());
            return answer == null ? timedOut(call, slice) : answer;
        } finally {
            if (slice != null) {
                slice.blocked = false;
            }
            instance.answerOver(call);
        }
    }

    /// By the socket for it, or, where that is busy, by the lane and its reader.
    private @Nullable String ask(Message.Call message, long millisMax) {
        Lane.Asked asked = child.lane().ask(message, millisMax);
        return switch (asked.state()) {
            case ANSWERED -> asked.text();
            case LATE -> null;
            case BUSY -> askByLane(message, millisMax);
        };
    }

    private @Nullable String askByLane(Message.Call message, long millisMax) {
        BlockedCall waiting = child.calls().block(message.stream());
        try {
            instance.say(message);
            instance.flush();
            return waiting.await(millisMax);
        } finally {
            child.calls().unblock(message.stream());
        }
    }

    private String timedOut(int call, @Nullable Slice slice) {
        instance.say(new Message.Abandon(call));
        if (slice != null) {
            slice.stopReason = Outcome.EXCEEDED_WALL;
        }
        instance.terminate();
        return "-no answer in time";
    }

    @Override
    public void timerStart(int id, int timer, double millis) {
        child.timers().start(instance.actor(), running(id).id, timer, millis);
    }

    @Override
    public void timerStop(int timer) {
        child.timers().stop(instance.actor(), timer);
    }

    @Override
    public void log(int id, LogLevel level, String text) {
        Invocation invocation = instance.invocation(id);
        if (invocation == null) {
            return;
        }
        int max = instance.version().limits.logBytesMax();
        if (invocation.logBytes + text.length() <= max) {
            invocation.logBytes += text.length();
            instance.say(new Message.Log(id, level, text));
        } else if (!invocation.logCut) {
            invocation.logCut = true;
            instance.say(
                    new Message.Log(
                            id,
                            LogLevel.WARN,
                            "The log of this request passed "
                                    + max
                                    + " bytes; the rest is dropped."));
        }
    }

    @Override
    public void done(int id, String outcome, @Nullable String detail) {
        Invocation invocation = instance.invocation(id);
        if (invocation != null) {
            String told = detail == null ? "" : clipped(detail, DETAIL_CHARS_MAX);
            instance.done(invocation, outcomeOf(outcome), told);
        }
    }

    private static String clipped(String text, int charsMax) {
        return text.length() <= charsMax ? text : text.substring(0, charsMax) + " ...";
    }

    /// A word that is none comes from an error of the app's own that looks like one of the
    /// platform's.
    private static Outcome outcomeOf(String word) {
        for (Outcome outcome : Outcome.values()) {
            if (outcome.word().equals(word)) {
                return outcome;
            }
        }
        return Outcome.EXCEPTION;
    }

    @Override
    public boolean heapIsFull() {
        Slice slice = instance.running();
        if (slice != null) {
            slice.stopReason = Outcome.EXCEEDED_MEMORY;
        }
        return true;
    }

    private Invocation running(int id) {
        Invocation invocation = instance.invocation(id);
        if (invocation == null) {
            throw new IllegalStateException("There is no invocation " + id + " in this isolate.");
        }
        return invocation;
    }
}
