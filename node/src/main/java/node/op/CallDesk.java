package node.op;

import base.Limits;
import base.lane.LaneBreach;
import base.lane.Message;
import base.lane.Message.BodyKind;
import edge.http.Exchange;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import node.inner.Fetcher;
import org.jspecify.annotations.Nullable;

/// The books of a child's calls: which are open, whose they are, which wait because their
/// invocation has as many under way as it may. On the lane's loop.
public final class CallDesk {
    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

    /// A WebSocket lasts: it does not keep fetches waiting for a connection, but is counted.
    private static final int SOCKETS_MAX = 256;

    private final Ops ops;
    private final Limits.Lane limits;
    private final Map<Integer, OpenCall> open = new HashMap<>();
    private final Map<Integer, Books> books = new HashMap<>();

    /// Who calls.
    public interface Owner {

        /// The invocation.
        int id();

        /// Counts one more outgoing call; false when there are too many.
        boolean countSubrequest();

        /// How many outgoing connections may be in use at once.
        int connectionsMax();

        /// What it handles.
        Exchange exchange();

        /// Whom it may call by a name in its `env`; null where there is no such name.
        @Nullable Fetcher fetcher(String binding);
    }

    /// What one invocation has open.
    private static final class Books {
        final Map<Integer, OpenCall> calls = new HashMap<>();
        final Map<Op, Turns> turns = new HashMap<>();
        int sockets;
    }

    /// A call that waits for its turn.
    private record Held(OpenCall call, Op op) {}

    /// The calls of which only so many may be under way at once: those of one op, or of several.
    private static final class Turns {
        final ArrayDeque<Held> waiting = new ArrayDeque<>();
        int running;
        boolean beginning;
    }

    /// For one child.
    public CallDesk(Ops ops, Limits.Lane limits) {
        this.ops = ops;
        this.limits = limits;
    }

    /// A child makes a call.
    ///
    /// @param answer where what is said of the call goes
    public void open(Message.Call message, Owner owner, Consumer<Message> answer) {
        if (message.stream() >= 0 || open.containsKey(message.stream())) {
            throw new LaneBreach("A call has a number that is not free.");
        }
        Op op = ops.named(message.op());
        if (op == null) {
            throw new LaneBreach("There is no op named '" + message.op() + "'.");
        }
        if (op.isSubrequest() && !owner.countSubrequest()) {
            refuse(answer, message.stream(), "Too many subrequests were made by one request.");
            return;
        }
        Books of = books.computeIfAbsent(owner.id(), _ -> new Books());
        if (op.isSocket() && of.sockets == SOCKETS_MAX) {
            refuse(answer, message.stream(), "One request may have 256 WebSockets open.");
            return;
        }
        of.sockets += op.isSocket() ? 1 : 0;
        var call =
                new OpenCall(message, owner, limits.windowBytes(), answer, over -> over(over, op));
        open.put(message.stream(), call);
        of.calls.put(message.stream(), call);
        int max = op.atOnceMax(owner);
        if (max == 0) {
            call.begin(op);
        } else {
            beginInTurn(of.turns.computeIfAbsent(op.turns(), _ -> new Turns()), call, op);
        }
    }

    private static void refuse(Consumer<Message> answer, int stream, String sentence) {
        answer.accept(new Message.Answer(stream, false, BodyKind.NONE, sentence, NO_BYTES));
    }

    private static void beginInTurn(Turns turns, OpenCall call, Op op) {
        if (turns.running < op.atOnceMax(call.owner())) {
            turns.running++;
            call.begin(op);
        } else {
            call.hold();
            turns.waiting.add(new Held(call, op));
        }
    }

    private void over(OpenCall call, Op op) {
        open.remove(call.stream());
        Books of = books.get(call.owner().id());
        if (of == null) {
            return;
        }
        of.calls.remove(call.stream());
        of.sockets -= op.isSocket() ? 1 : 0;
        Turns turns = of.turns.get(op.turns());
        if (turns != null && !turns.waiting.remove(new Held(call, op))) {
            turns.running--;
            beginNext(turns);
        }
        if (of.calls.isEmpty()) {
            books.remove(call.owner().id());
        }
    }

    /// A call that is over as soon as it begins comes back here; the loop below goes on with it.
    private static void beginNext(Turns turns) {
        if (turns.beginning) {
            return;
        }
        turns.beginning = true;
        try {
            Held next = turns.waiting.peek();
            while (next != null && turns.running < next.op().atOnceMax(next.call().owner())) {
                turns.waiting.poll();
                turns.running++;
                next.call().begin(next.op());
                next = turns.waiting.peek();
            }
        } finally {
            turns.beginning = false;
        }
    }

    /// A frame about an open call.
    public void receive(int stream, Message message) {
        OpenCall call = open.get(stream);
        if (call != null) {
            call.receive(message);
        }
    }

    /// The caller no longer wants the answer.
    public void abandon(int stream) {
        OpenCall call = open.get(stream);
        if (call != null) {
            call.abandoned();
        }
    }

    /// The invocation is over, and all its calls with it.
    public void closeOf(int invocation) {
        Books of = books.remove(invocation);
        if (of != null) {
            of.turns.clear();
            List.copyOf(of.calls.values()).forEach(OpenCall::abandoned);
        }
    }

    /// The child is gone.
    public void closeAll() {
        List.copyOf(books.keySet()).forEach(this::closeOf);
    }
}
