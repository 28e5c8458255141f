package node.invoke;

import base.Limits;
import base.lane.LaneBreach;
import base.lane.LogLevel;
import base.lane.Message;
import base.lane.Message.BodyKind;
import base.meter.MeterRecord;
import base.meter.Outcome;
import edge.http.ResponseHead;
import edge.websocket.CloseCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import node.socket.SocketBridge;
import org.jspecify.annotations.Nullable;

/// One event on its way through a child. On the lane's loop, but for what the exchange's own loop
/// tells it.
///
/// ```
/// WAITING --anything was heard of it--> STARTED --head--> ANSWERING --body whole--> ANSWERED
///    any of them --meter record--> ENDED
/// ```
///
/// While it is WAITING no code of it has had any effect, so it may be given to another child.
final class Invocation {
    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);
    private static final int SWITCHING = 101;

    enum Stage {
        WAITING,
        STARTED,
        ANSWERING,
        ANSWERED,
        ENDED
    }

    private final Event event;
    private final AppVersion version;
    private final ExchangeSide side;
    private final Observer observer;
    private final long arrivedNanos = System.nanoTime();
    private final int window;
    private @Nullable ChildSession session;
    private int id;
    private Stage stage = Stage.WAITING;
    private boolean retried;
    private boolean cutShort;
    private boolean canceled;
    private long credit;
    private int status;
    private long bytesOut;
    private int subrequests;

    Invocation(Event event, Observer observer, Limits.Lane limits) {
        this.event = event;
        this.version = event.version();
        this.observer = observer;
        this.window = limits.windowBytes();
        this.side = new ExchangeSide(event.exchange(), this, limits);
    }

    AppVersion version() {
        return version;
    }

    int id() {
        return id;
    }

    ExchangeSide side() {
        return side;
    }

    boolean isWaiting() {
        return stage == Stage.WAITING;
    }

    boolean isCanceled() {
        return canceled;
    }

    /// It was retried once, and is not again.
    boolean mayBeRetried() {
        return stage == Stage.WAITING && !retried;
    }

    /// Counts an outgoing call; false when there are too many.
    boolean countSubrequest() {
        return ++subrequests <= version.subrequestsMax();
    }

    /// Goes to a child under this id.
    void goTo(ChildSession to, int as) {
        retried = session != null;
        session = to;
        id = as;
        credit = window;
        to.send(
                new Message.Invoke(
                        id,
                        version.id(),
                        side.bodyKind(),
                        side.bodyBytes(),
                        event.head(),
                        side.inline()));
    }

    /// Its code runs, or has done something.
    void started() {
        if (stage == Stage.WAITING) {
            stage = Stage.STARTED;
        }
    }

    /// One frame about it from the child.
    void receive(Message message) {
        started();
        switch (message) {
            case Message.Head m -> head(m);
            case Message.Body m -> body(m.bytes());
            case Message.Frame m -> frame(m);
            case Message.End _ -> end();
            case Message.Cut _ -> cut();
            case Message.Credit m -> side.pull(m.bytes());
            case Message.Stop _ -> side.stop();
            case Message.Log m -> observer.log(version, id, m.level(), m.text());
            case Message.Done m -> done(m);
            default -> throw new LaneBreach("That is not said of an invocation.");
        }
    }

    private void head(Message.Head m) {
        if (stage != Stage.STARTED) {
            throw new LaneBreach("An invocation is answered twice.");
        }
        boolean inline = m.body() == BodyKind.INLINE;
        long length =
                switch (m.body()) {
                    case NONE -> 0;
                    case INLINE -> m.inline().remaining();
                    case STREAM -> m.bodyBytes();
                };
        ResponseHead head = HeadText.response(m.head(), length);
        status = head.status();
        stage = Stage.ANSWERED;
        try {
            if (status == SWITCHING) {
                upgrade(m, head);
            } else if (m.body() == BodyKind.STREAM) {
                side.start(head);
                stage = Stage.ANSWERING;
            } else {
                bytesOut = length;
                side.respond(head, inline ? copy(m.inline()) : Unpooled.EMPTY_BUFFER);
            }
        } catch (IllegalArgumentException refused) {
            // The edge has answered with a 500 in its place.
            throw new LaneBreach("An answer's head is malformed: " + refused.getMessage());
        }
    }

    private void upgrade(Message.Head m, ResponseHead head) {
        if (m.body() != BodyKind.STREAM || !side.exchange().asksForSocket()) {
            throw new LaneBreach("A WebSocket is given that was not asked for.");
        }
        side.upgrade(head, id, this::say);
        stage = Stage.ANSWERING;
        observer.upgraded(version, id, side.exchange(), wallMicros());
    }

    private void frame(Message.Frame m) {
        SocketBridge socket = side.socket();
        if (socket == null) {
            throw new LaneBreach("A frame comes where there is no WebSocket.");
        }
        socket.frame(m);
    }

    /// Closes its WebSocket, if it has one; both sides are told.
    void closeSocket(CloseCode why) {
        SocketBridge socket = side.socket();
        if (socket != null && stage != Stage.ENDED) {
            socket.close(why);
        }
    }

    private void body(ByteBuffer bytes) {
        if (stage != Stage.ANSWERING || side.socket() != null) {
            throw new LaneBreach("A body comes where there is none.");
        }
        credit -= bytes.remaining();
        if (credit < 0) {
            throw new LaneBreach("A body comes beyond its credit.");
        }
        bytesOut += bytes.remaining();
        side.write(copy(bytes));
    }

    private static ByteBuf copy(ByteBuffer bytes) {
        return ByteBufAllocator.DEFAULT.directBuffer(bytes.remaining()).writeBytes(bytes);
    }

    private void end() {
        if (stage != Stage.ANSWERING) {
            throw new LaneBreach("A body ends where there is none.");
        }
        stage = Stage.ANSWERED;
        side.finish();
    }

    private void cut() {
        if (stage == Stage.ANSWERING) {
            stage = Stage.ANSWERED;
            cutShort = true;
            side.abort();
        }
    }

    private void done(Message.Done m) {
        Outcome[] outcomes = Outcome.values();
        if (m.outcome() < 0 || m.outcome() >= outcomes.length) {
            throw new LaneBreach("There is no outcome " + m.outcome() + ".");
        }
        finish(outcomes[m.outcome()], m.cpuMicros(), m.detail());
    }

    /// Its child is gone, and it is not tried again.
    void lost(String reason) {
        finish(Outcome.CHILD_LOST, 0, reason);
    }

    /// Ends it: where no answer went out, one that says why.
    void finish(Outcome outcome, long cpuMicros, String detail) {
        if (stage == Stage.ENDED) {
            return;
        }
        boolean unanswered = stage == Stage.WAITING || stage == Stage.STARTED;
        boolean unfinished = stage == Stage.ANSWERING;
        stage = Stage.ENDED;
        if (unanswered && !canceled) {
            status = side.fail(observer, outcome, detail);
        } else if (unfinished) {
            side.abort();
        }
        side.close();
        ChildSession of = session;
        if (of != null) {
            of.ended(this);
        }
        observer.ended(new Observer.Ended(id, event, status, meter(outcome, cpuMicros), detail));
    }

    private MeterRecord meter(Outcome outcome, long cpuMicros) {
        Outcome told = outcome == Outcome.OK && cutShort ? Outcome.EXCEPTION : outcome;
        SocketBridge socket = side.socket();
        return new MeterRecord(
                version.app(),
                version.name(),
                cpuMicros,
                wallMicros(),
                subrequests,
                side.bytesIn(),
                socket == null ? bytesOut : socket.bytesOut(),
                told);
    }

    private long wallMicros() {
        return (System.nanoTime() - arrivedNanos) / 1000;
    }

    // ---- told by the exchange ------------------------------------------------------------------

    void requestData(ByteBuffer bytes) {
        say(new Message.Body(id, bytes));
    }

    void requestEnd() {
        say(new Message.End(id));
    }

    /// The client has taken so much of the answer.
    void written(int bytes) {
        if (stage == Stage.ANSWERING) {
            credit += bytes;
            say(new Message.Credit(id, bytes));
        }
    }

    /// The client went away. The meter record still comes, when what the code does is over.
    void clientGone() {
        if (stage == Stage.ENDED || canceled) {
            return;
        }
        canceled = true;
        if (session == null) {
            finish(Outcome.CANCELED, 0, "");
        } else {
            say(new Message.Cut(id, "The client has disconnected."));
            say(new Message.Cancel(id));
            if (stage == Stage.WAITING) {
                finish(Outcome.CANCELED, 0, "");
            }
        }
    }

    private void say(Message message) {
        ChildSession to = session;
        if (to != null && stage != Stage.ENDED) {
            to.send(message);
        }
    }

    /// Tells of something that happened to it in the log.
    void log(LogLevel level, String text) {
        observer.log(version, id, level, text);
    }

    static ByteBuffer noBytes() {
        return NO_BYTES;
    }
}
