package base.lane;

import base.lane.Message.BodyKind;
import base.lane.Message.Piece;
import base.lane.Message.Role;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Reads frames. Trusts nothing: lengths are checked before anything is allocated, and whatever
/// does not fit the layout is a [LaneBreach].
public final class FrameReader {

    /// Length, kind and stream before each payload.
    public static final int HEADER_BYTES = 9;

    private static final BodyKind[] BODY_KINDS = BodyKind.values();
    private static final Role[] ROLES = Role.values();
    private static final Piece[] PIECES = Piece.values();
    private static final LogLevel[] LEVELS = LogLevel.values();
    private static final FrameType[] TYPES = FrameType.values();

    private FrameReader() {}

    /// The whole length in bytes of the frame that begins at the buffer's position, or 0 where not
    /// even its header is there yet.
    public static int frameBytes(ByteBuffer buffer, int frameBytesMax) {
        if (buffer.remaining() < HEADER_BYTES) {
            return 0;
        }
        int payload = buffer.getInt(buffer.position());
        if (payload < 0 || payload > frameBytesMax) {
            throw new LaneBreach(
                    "A frame says it has " + payload + " bytes; at most " + frameBytesMax + " go.");
        }
        return HEADER_BYTES + payload;
    }

    /// Reads the one whole frame that the buffer holds.
    public static Message read(ByteBuffer in) {
        in.getInt();
        Kind kind = Kind.of(in.get());
        int stream = in.getInt();
        Message message = payload(kind, stream, in);
        if (in.hasRemaining()) {
            throw new LaneBreach("A " + kind + " frame has bytes beyond its end.");
        }
        return message;
    }

    private static Message payload(Kind kind, int stream, ByteBuffer in) {
        return switch (kind) {
            case IMAGE -> new Message.Image(stream, bytes(in));
            case LOAD -> new Message.Load(stream, text(in), limits(in));
            case DROP -> new Message.Drop(stream);
            case INVOKE ->
                    new Message.Invoke(
                            stream, integer(in), body(in), number(in), text(in), bytes(in));
            case CANCEL -> new Message.Cancel(stream);
            case ANSWER -> new Message.Answer(stream, flag(in), body(in), text(in), bytes(in));
            case BODY -> new Message.Body(stream, bytes(in));
            case END -> new Message.End(stream);
            case CUT -> new Message.Cut(stream, text(in));
            case CREDIT -> new Message.Credit(stream, integer(in));
            case STOP -> new Message.Stop(stream);
            case LOADED -> new Message.Loaded(stream, number(in), number(in), flag(in));
            case HEAD -> new Message.Head(stream, body(in), number(in), text(in), bytes(in));
            case CALL ->
                    new Message.Call(stream, integer(in), text(in), text(in), body(in), bytes(in));
            case ABANDON -> new Message.Abandon(stream);
            case LOG -> new Message.Log(stream, level(in), text(in));
            case DONE -> new Message.Done(stream, number(in), one(in), text(in));
            case HELLO -> new Message.Hello(role(stream), text(in));
            case READY -> new Message.Ready(text(in));
            case PING -> new Message.Ping(stream);
            case PONG -> new Message.Pong(stream, integer(in), integer(in), integer(in));
            case STARTED -> new Message.Started(stream);
            case DEMOTE -> new Message.Demote(stream);
            case STUCK -> new Message.Stuck(stream, text(in));
            case INSPECT_OPEN -> new Message.InspectOpen(stream, integer(in));
            case INSPECT -> new Message.Inspect(stream, piece(in), bytes(in));
            case INSPECT_CREDIT -> new Message.InspectCredit(stream, integer(in));
            case INSPECT_CLOSE -> new Message.InspectClose(stream, text(in));
            case FRAME -> new Message.Frame(stream, type(in), flag(in), bytes(in));
        };
    }

    private static VersionLimits limits(ByteBuffer in) {
        return new VersionLimits(
                integer(in),
                integer(in),
                number(in),
                integer(in),
                integer(in),
                integer(in),
                integer(in));
    }

    private static Role role(int number) {
        if (number < 0 || number >= ROLES.length) {
            throw new LaneBreach("A socket has the role " + number + "; it is 0 to 2.");
        }
        return ROLES[number];
    }

    private static BodyKind body(ByteBuffer in) {
        return BODY_KINDS[choice(in, BODY_KINDS.length)];
    }

    private static LogLevel level(ByteBuffer in) {
        return LEVELS[choice(in, LEVELS.length)];
    }

    private static Piece piece(ByteBuffer in) {
        return PIECES[choice(in, PIECES.length)];
    }

    private static FrameType type(ByteBuffer in) {
        return TYPES[choice(in, TYPES.length)];
    }

    private static boolean flag(ByteBuffer in) {
        return choice(in, 2) == 1;
    }

    private static int choice(ByteBuffer in, int choices) {
        byte value = one(in);
        if (value < 0 || value >= choices) {
            throw new LaneBreach("A choice is " + value + "; it is 0 to " + (choices - 1) + ".");
        }
        return value;
    }

    private static byte one(ByteBuffer in) {
        need(in, 1);
        return in.get();
    }

    private static int integer(ByteBuffer in) {
        need(in, 4);
        return in.getInt();
    }

    private static long number(ByteBuffer in) {
        need(in, 8);
        return in.getLong();
    }

    private static String text(ByteBuffer in) {
        int length = length(in);
        byte[] copy = new byte[length];
        in.get(copy);
        return new String(copy, StandardCharsets.UTF_8);
    }

    private static ByteBuffer bytes(ByteBuffer in) {
        int length = length(in);
        ByteBuffer slice = in.slice(in.position(), length);
        in.position(in.position() + length);
        return slice;
    }

    private static int length(ByteBuffer in) {
        int length = integer(in);
        if (length < 0 || length > in.remaining()) {
            throw new LaneBreach(
                    "A field says it has " + length + " bytes; " + in.remaining() + " are there.");
        }
        return length;
    }

    private static void need(ByteBuffer in, int bytes) {
        if (in.remaining() < bytes) {
            throw new LaneBreach("A frame ends in the middle of a field.");
        }
    }
}
