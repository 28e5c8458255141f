package node.invoke;

import base.lane.LaneBreach;
import base.lane.Message;
import base.lane.Message.Piece;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A debugger's session with the isolate of a version. On the lane's loop.
public final class Inspection {
    private static final int PIECE_BYTES_MAX = 256 * 1024;

    private final ChildSession child;
    private final Inspections all;
    private final int id;
    private final Debugger debugger;
    private int window;

    Inspection(ChildSession child, Inspections all, int id, int window, Debugger debugger) {
        this.child = child;
        this.all = all;
        this.id = id;
        this.window = window;
        this.debugger = debugger;
    }

    int id() {
        return id;
    }

    Debugger debugger() {
        return debugger;
    }

    /// Makes a request; `resumes` where it has paused code go on.
    public void say(String request, boolean resumes) {
        if (!all.isOpen(this)) {
            return;
        }
        byte[] bytes = request.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at += PIECE_BYTES_MAX) {
            int length = Math.min(PIECE_BYTES_MAX, bytes.length - at);
            Piece piece =
                    at + length < bytes.length ? Piece.MORE : resumes ? Piece.RESUMES : Piece.LAST;
            child.send(new Message.Inspect(id, piece, ByteBuffer.wrap(bytes, at, length)));
        }
    }

    /// So many bytes of what was said were passed on.
    public void credit(int bytes) {
        if (all.isOpen(this)) {
            window += bytes;
            child.send(new Message.InspectCredit(id, bytes));
        }
    }

    /// The debugger is gone: paused code goes on without its breakpoints.
    public void close() {
        if (all.remove(this)) {
            child.send(new Message.InspectClose(id, "The debugger is gone."));
        }
    }

    void receive(Message.Inspect m) {
        int bytes = m.bytes().remaining();
        if (bytes > window) {
            throw new LaneBreach("More is said to a debugger than there is credit for.");
        }
        window -= bytes;
        debugger.said(m.bytes(), m.piece() != Piece.MORE);
    }
}
