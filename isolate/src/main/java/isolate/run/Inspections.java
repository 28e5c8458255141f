package isolate.run;

import base.lane.FrameWriter;
import base.lane.LaneBreach;
import base.lane.Message;
import base.lane.Message.Piece;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The debuggers' sessions of this child: whose each is, and requests put together of their pieces.
/// Used by the lane's reader.
final class Inspections {
    private static final int REQUEST_BYTES_MAX = 16 * 1024 * 1024;

    private final Lane lane;
    private final Map<Integer, Open> sessions = new HashMap<>();

    private static final class Open {
        final Inspection with;
        ByteArrayOutputStream begun = new ByteArrayOutputStream();

        Open(Inspection with) {
            this.with = with;
        }
    }

    Inspections(Lane lane) {
        this.lane = lane;
    }

    /// A debugger wants to look at the isolate of a version; null where there is no such version.
    void open(int session, @Nullable Version version) {
        Inspection inspection = version == null ? null : version.inspected();
        if (inspection == null) {
            var frames = new FrameWriter();
            frames.write(new Message.InspectClose(session, "There is no such version."));
            lane.send(frames);
            return;
        }
        sessions.put(session, new Open(inspection));
        inspection.open(session);
    }

    /// A piece of a request.
    void receive(Message.Inspect m) {
        Open open = sessions.get(m.session());
        if (open == null) {
            return;
        }
        append(open, m.bytes());
        if (m.piece() != Piece.MORE) {
            String request = open.begun.toString(StandardCharsets.UTF_8);
            open.begun = new ByteArrayOutputStream();
            open.with.say(m.session(), request, m.piece() == Piece.RESUMES);
        }
    }

    private static void append(Open open, ByteBuffer bytes) {
        if (open.begun.size() + bytes.remaining() > REQUEST_BYTES_MAX) {
            throw new LaneBreach("A request of a debugger is larger than 16 MiB.");
        }
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        open.begun.writeBytes(copy);
    }

    /// More may be said to the debugger.
    void credit(Message.InspectCredit m) {
        Open open = sessions.get(m.session());
        if (open != null) {
            open.with.credit(m.session(), m.bytes());
        }
    }

    /// The debugger is gone, or has heard that the isolate is.
    void close(int session) {
        Open open = sessions.remove(session);
        if (open != null) {
            open.with.close(session);
        }
    }
}
