package node.invoke;

import base.lane.LaneBreach;
import base.lane.Message;
import base.meter.Outcome;
import edge.http.Exchange;
import edge.websocket.CloseCode;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import node.child.ChildLink;
import node.child.ChildReceiver;
import node.inner.Fetcher;
import node.op.CallDesk;
import org.jspecify.annotations.Nullable;

/// What the node has going on in one child: loaded versions, invocations, the calls of those.
/// Checks that everything the child refers to is its own. On the lane's loop.
final class ChildSession implements ChildReceiver {
    private static final int IMAGE_CHUNK_BYTES = 256 * 1024;

    private final Cordon cordon;
    private final Slots<Invocation> invocations = new Slots<>();
    private final Map<Integer, AppVersion> loaded = new HashMap<>();
    private final Set<Integer> dropped = new HashSet<>();
    private final CallDesk calls;
    private final Inspections inspections = new Inspections(this);
    private @Nullable ChildLink link;
    private boolean isReady;

    ChildSession(Cordon cordon) {
        this.cordon = cordon;
        this.calls = cordon.callDesk();
    }

    void link(ChildLink to) {
        link = to;
    }

    ChildLink link() {
        ChildLink to = link;
        if (to == null) {
            throw new IllegalStateException("The session has no child.");
        }
        return to;
    }

    boolean isReady() {
        return isReady;
    }

    boolean isFull() {
        return link().isFull();
    }

    int invocations() {
        return invocations.size();
    }

    void send(Message message) {
        link().send(message);
    }

    /// Gives it an invocation, after its version where the child has not got that yet.
    void submit(Invocation invocation) {
        require(invocation.version());
        invocation.goTo(this, invocations.add(invocation));
        if (cordon.isRetired(invocation.version())) {
            drop(invocation.version().id());
        }
    }

    private void require(AppVersion version) {
        if (loaded.putIfAbsent(version.id(), version) == null) {
            load(version);
        }
    }

    private void load(AppVersion version) {
        byte[] image = version.image().encode();
        for (int at = 0; at < image.length; at += IMAGE_CHUNK_BYTES) {
            int length = Math.min(IMAGE_CHUNK_BYTES, image.length - at);
            send(new Message.Image(version.id(), ByteBuffer.wrap(image, at, length)));
        }
        send(new Message.Load(version.id(), version.app(), version.limits()));
    }

    /// The version is not invoked any more.
    void drop(int version) {
        if (loaded.remove(version) != null) {
            dropped.add(version);
            send(new Message.Drop(version));
        }
    }

    /// Opens a debugger's session with the isolate of a version.
    void inspect(AppVersion version, Debugger debugger) {
        require(version);
        inspections.open(version, debugger);
    }

    @Override
    public void ready() {
        isReady = true;
        cordon.ready(this);
    }

    @Override
    public void receive(Message message) {
        switch (message) {
            case Message.Loaded m -> loaded(m);
            case Message.Call m -> call(m, this::send);
            case Message.Abandon m -> calls.abandon(m.stream());
            case Message.Head m -> ofInvocation(m.stream(), m);
            case Message.Log m -> ofInvocation(m.stream(), m);
            case Message.Done m -> ofInvocation(m.stream(), m);
            case Message.Body m -> ofStream(m.stream(), m);
            case Message.Frame m -> ofStream(m.stream(), m);
            case Message.End m -> ofStream(m.stream(), m);
            case Message.Cut m -> ofStream(m.stream(), m);
            case Message.Credit m -> credit(m);
            case Message.Stop m -> ofStream(m.stream(), m);
            case Message.Inspect m -> inspections.receive(m);
            case Message.InspectClose m -> inspections.closed(m);
            default -> throw new LaneBreach("A child does not say " + message.getClass() + ".");
        }
    }

    private void loaded(Message.Loaded m) {
        AppVersion version = loaded.get(m.version());
        if (version != null) {
            cordon.observer().loaded(version, m);
        } else if (!dropped.contains(m.version())) {
            throw new LaneBreach("A version was loaded that was not sent.");
        }
    }

    private void credit(Message.Credit m) {
        if (m.bytes() <= 0) {
            throw new LaneBreach("A credit is " + m.bytes() + "; it is more than nothing.");
        }
        ofStream(m.stream(), m);
    }

    private void ofStream(int stream, Message message) {
        if (stream < 0) {
            calls.receive(stream, message);
        } else {
            ofInvocation(stream, message);
        }
    }

    private void ofInvocation(int stream, Message message) {
        Invocation invocation = invocations.get(stream);
        if (invocation != null) {
            invocation.receive(message);
        }
    }

    @Override
    public void call(Message.Call m, Consumer<Message> answer) {
        Invocation invocation = invocations.get(m.invocation());
        if (invocation == null) {
            answer.accept(
                    new Message.Answer(
                            m.stream(),
                            false,
                            Message.BodyKind.NONE,
                            "The request is over.",
                            Invocation.noBytes()));
            return;
        }
        invocation.started();
        calls.open(m, new CallOwner(invocation), answer);
    }

    /// What the desk knows of who calls.
    private record CallOwner(Invocation invocation) implements CallDesk.Owner {
        @Override
        public int id() {
            return invocation.id();
        }

        @Override
        public boolean countSubrequest() {
            return invocation.countSubrequest();
        }

        @Override
        public int connectionsMax() {
            return invocation.version().connectionsMax();
        }

        @Override
        public Exchange exchange() {
            return invocation.side().exchange();
        }

        @Override
        public @Nullable Fetcher fetcher(String binding) {
            return invocation.version().fetchers().get(binding);
        }
    }

    @Override
    public void started(int stream) {
        Invocation invocation = invocations.get(stream);
        if (invocation != null) {
            invocation.started();
        }
    }

    @Override
    public void stuck(int stream) {
        Invocation invocation = invocations.get(stream);
        if (invocation != null) {
            invocation.finish(
                    Outcome.EXCEEDED_CPU, 0, "It could not be stopped; its process was ended.");
        }
    }

    @Override
    public void lost(String reason) {
        isReady = false;
        calls.closeAll();
        inspections.lost(reason);
        List<Invocation> all = invocations.all();
        cordon.lost(this, reason, all);
    }

    /// Closes the WebSockets of a version's invocations.
    void closeSockets(int version, CloseCode why) {
        for (Invocation invocation : invocations.all()) {
            if (invocation.version().id() == version) {
                invocation.closeSocket(why);
            }
        }
    }

    /// An invocation is over.
    void ended(Invocation invocation) {
        if (invocations.get(invocation.id()) == invocation) {
            invocations.remove(invocation.id());
            calls.closeOf(invocation.id());
        }
    }
}
