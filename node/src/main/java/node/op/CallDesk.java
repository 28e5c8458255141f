package node.op;

import base.Limits;
import base.lane.LaneBreach;
import base.lane.Message;
import base.lane.Message.BodyKind;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The books of a child's calls: which are open, whose they are, which wait because their
/// invocation has as many under way as it may. On the lane's loop.
public final class CallDesk {
    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);
    private static final String FETCH = "fetch";

    /// A WebSocket lasts: it does not keep fetches waiting for a connection, but is counted.
    private static final String SOCKET = "socket";

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

        /// How many outgoing calls may be under way at once.
        int connectionsMax();
    }

    /// What one invocation has open.
    private static final class Books {
        final Map<Integer, OpenCall> calls = new HashMap<>();
        final ArrayDeque<OpenCall> waiting = new ArrayDeque<>();
        int fetching;
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
        boolean isFetch = message.op().equals(FETCH);
        if ((isFetch || message.op().equals(SOCKET)) && !owner.countSubrequest()) {
            refuse(answer, message.stream(), "Too many subrequests were made by one request.");
            return;
        }
        Books of = books.computeIfAbsent(owner.id(), _ -> new Books());
        if (message.op().equals(SOCKET) && of.calls.size() >= SOCKETS_MAX) {
            refuse(answer, message.stream(), "One request may have 256 WebSockets open.");
            return;
        }
        var call =
                new OpenCall(
                        message, owner, limits.windowBytes(), answer, over -> over(over, isFetch));
        open.put(message.stream(), call);
        of.calls.put(message.stream(), call);
        if (isFetch) {
            fetch(of, call, message, op);
        } else {
            call.begin(op);
        }
    }

    private static void refuse(Consumer<Message> answer, int stream, String sentence) {
        answer.accept(new Message.Answer(stream, false, BodyKind.NONE, sentence, NO_BYTES));
    }

    private void fetch(Books of, OpenCall call, Message.Call message, Op op) {
        if (of.fetching < call.owner().connectionsMax()) {
            of.fetching++;
            call.begin(op);
        } else {
            call.hold(message);
            of.waiting.add(call);
        }
    }

    private void over(OpenCall call, boolean isFetch) {
        open.remove(call.stream());
        Books of = books.get(call.owner().id());
        if (of == null) {
            return;
        }
        of.calls.remove(call.stream());
        if (isFetch && !of.waiting.remove(call)) {
            of.fetching--;
            beginNext(of, call.owner().connectionsMax());
        }
        if (of.calls.isEmpty()) {
            books.remove(call.owner().id());
        }
    }

    private void beginNext(Books of, int max) {
        Op op = ops.named(FETCH);
        while (of.fetching < max && op != null) {
            OpenCall next = of.waiting.poll();
            if (next == null) {
                return;
            }
            of.fetching++;
            next.begin(op);
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
            of.waiting.clear();
            List.copyOf(of.calls.values()).forEach(OpenCall::abandoned);
        }
    }

    /// The child is gone.
    public void closeAll() {
        List.copyOf(books.keySet()).forEach(this::closeOf);
    }
}
