package isolate.v8;

import base.lane.FrameType;
import base.lane.LogLevel;
import base.lane.Message.BodyKind;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Passes host calls on to whoever serves the isolate now: a spare isolate is booted before it is
/// known which version will have it.
final class CallsSwitch implements HostCalls {
    volatile @Nullable HostCalls target;
    volatile boolean stopped;
    volatile long heapBytesMax = 64L * 1024 * 1024;

    private HostCalls target() {
        HostCalls served = target;
        if (served == null) {
            throw new IllegalStateException("A spare isolate calls its host.");
        }
        return served;
    }

    @Override
    public void respond(int invocation, String head, BodyKind body, ByteBuffer bytes, long length) {
        target().respond(invocation, head, body, bytes, length);
    }

    @Override
    public void finish(int invocation, String head, String text) {
        target().finish(invocation, head, text);
    }

    @Override
    public void chunk(int stream, ByteBuffer bytes) {
        target().chunk(stream, bytes);
    }

    @Override
    public void frame(int stream, FrameType type, boolean last, ByteBuffer bytes) {
        target().frame(stream, type, last, bytes);
    }

    @Override
    public void end(int stream) {
        target().end(stream);
    }

    @Override
    public void cut(int stream, String reason) {
        target().cut(stream, reason);
    }

    @Override
    public void stop(int stream) {
        target().stop(stream);
    }

    @Override
    public void credit(int stream, int bytes) {
        target().credit(stream, bytes);
    }

    @Override
    public int call(int invocation, String op, String text, BodyKind body, ByteBuffer bytes) {
        return target().call(invocation, op, text, body, bytes);
    }

    @Override
    public void abandon(int call) {
        target().abandon(call);
    }

    @Override
    public String block(int invocation, String op, String text) {
        return target().block(invocation, op, text);
    }

    @Override
    public void timerStart(int invocation, int timer, double millis) {
        target().timerStart(invocation, timer, millis);
    }

    @Override
    public void timerStop(int timer) {
        target().timerStop(timer);
    }

    @Override
    public void log(int invocation, LogLevel level, String text) {
        target().log(invocation, level, text);
    }

    @Override
    public void done(int invocation, String outcome, @Nullable String detail) {
        target().done(invocation, outcome, detail);
    }

    @Override
    public boolean heapIsFull() {
        HostCalls served = target;
        return served == null || served.heapIsFull();
    }
}
