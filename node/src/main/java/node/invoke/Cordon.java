package node.invoke;

import base.Limits;
import base.meter.Outcome;
import edge.http.Exchange;
import edge.websocket.CloseCode;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import node.child.ChildLink;
import node.child.LaneServer;
import node.child.Spawner;
import node.child.ThreadPriority;
import node.op.CallDesk;
import node.op.Ops;
import org.jspecify.annotations.Nullable;

/// The child that runs the apps of the owners who may share one, and its successors: when a child
/// is lost another is started, and what it had not begun is given to that. On the lane's loop.
public final class Cordon {
    private static final int QUEUE_MAX = 10_000;
    private static final long RESTART_MILLIS_MAX = 2_000;
    private static final int STARTS_FAILED_MAX = 3;

    private final LaneServer lanes;
    private final Spawner spawner;
    private final ThreadPriority priority;
    private final ChildLink.Settings settings;
    private final Ops ops;
    private final Limits limits;
    private final Observer observer;
    private final ArrayDeque<Invocation> queue = new ArrayDeque<>();
    private final ArrayDeque<Runnable> inspections = new ArrayDeque<>();
    private final Set<Integer> retired = new HashSet<>();
    private @Nullable ChildSession session;
    private boolean closed;
    private boolean lockTold;
    private int failedStarts;

    /// What a cordon is made of.
    ///
    /// @param lanes where children connect
    /// @param spawner starts them
    /// @param priority lowers their long-running threads
    /// @param settings how they are to be
    /// @param ops what the code in them may call
    public record Parts(
            LaneServer lanes,
            Spawner spawner,
            ThreadPriority priority,
            ChildLink.Settings settings,
            Ops ops) {}

    /// A cordon without a child; [#open()] starts one.
    public Cordon(Parts parts, Limits limits, Observer observer) {
        this.lanes = parts.lanes();
        this.spawner = parts.spawner();
        this.priority = parts.priority();
        this.settings = parts.settings();
        this.ops = parts.ops();
        this.limits = limits;
        this.observer = observer;
    }

    /// Starts the child.
    public void open() {
        var fresh = new ChildSession(this);
        var link = new ChildLink(lanes, priority, fresh);
        fresh.link(link);
        session = fresh;
        link.start(spawner, settings);
    }

    /// Kills the child; no other is started.
    public void close() {
        closed = true;
        ChildSession now = session;
        if (now != null) {
            now.link().end("the node stops");
        }
    }

    Observer observer() {
        return observer;
    }

    CallDesk callDesk() {
        return new CallDesk(ops, limits.lane());
    }

    /// Answers a request by a version's code.
    public void handle(AppVersion version, Exchange exchange) {
        handle(new Event.Request(version, exchange));
    }

    /// Has a version's code handle an event, and answers its exchange by what came of it.
    public void handle(Event event) {
        var invocation = new Invocation(event, observer, limits.lane());
        invocation.side().open(() -> submit(invocation));
    }

    /// Lets a debugger look at the isolate of a version, as soon as there is a child; on the lane's
    /// loop.
    public void inspect(AppVersion version, Debugger debugger) {
        ChildSession now = session;
        if (debugger.isGone() || closed) {
            return;
        }
        if (now != null && now.isReady()) {
            now.inspect(version, debugger);
        } else {
            inspections.add(() -> inspect(version, debugger));
        }
    }

    /// Runs something on the lane's loop. Any thread.
    public void execute(Runnable job) {
        loop().execute(job);
    }

    private void submit(Invocation invocation) {
        ChildSession now = session;
        if (now != null && now.isReady() && !now.isFull()) {
            now.submit(invocation);
        } else if (queue.size() < QUEUE_MAX && !closed) {
            queue.add(invocation);
        } else {
            invocation.finish(Outcome.CHILD_LOST, 0, "There is no room for more requests.");
        }
    }

    void ready(ChildSession fresh) {
        failedStarts = 0;
        if (!lockTold) {
            lockTold = true;
            observer.locked(spawner.missing());
        }
        for (Runnable next = inspections.poll(); next != null; next = inspections.poll()) {
            next.run();
        }
        while (!queue.isEmpty()) {
            Invocation next = queue.poll();
            if (!next.isCanceled()) {
                fresh.submit(next);
            }
        }
    }

    void lost(ChildSession lost, String reason, List<Invocation> unfinished) {
        if (!closed && lost == session) {
            observer.childLost(reason);
            if (failedStarts >= STARTS_FAILED_MAX) {
                refuseQueued(reason);
            }
            long wait = Math.min(RESTART_MILLIS_MAX, failedStarts++ * 250L);
            var _ = loop().schedule(this::open, wait, TimeUnit.MILLISECONDS);
        }
        for (Invocation invocation : unfinished) {
            if (invocation.mayBeRetried() && !closed) {
                queue.add(invocation);
            } else {
                end(invocation, reason);
            }
        }
    }

    /// No child comes up: whoever waits is told, rather than left to wait.
    private void refuseQueued(String reason) {
        for (Invocation next = queue.poll(); next != null; next = queue.poll()) {
            end(next, reason);
        }
    }

    /// One that cannot be ended in order must not keep the others from it.
    private void end(Invocation invocation, String reason) {
        try {
            invocation.lost(reason);
        } catch (RuntimeException bug) {
            observer.bug("end a lost invocation", bug);
        }
    }

    private EventLoop loop() {
        return lanes.loop();
    }

    /// The version is not handed exchanges any more; those that it has end on it. Any thread.
    public void retire(AppVersion version) {
        loop().execute(() -> {
            retired.add(version.id());
            ChildSession now = session;
            if (now != null) {
                now.drop(version.id());
            }
        });
    }

    /// Whether a version was replaced; what comes late for it still runs on it.
    boolean isRetired(AppVersion version) {
        return retired.contains(version.id());
    }

    /// Closes all WebSockets that clients have with a version, as 1012 where a newer one takes its
    /// place: the clients are told the code and the reason, and the functions too. Any thread.
    public void closeSockets(AppVersion version, int code, String reason) {
        var why = new CloseCode(code, reason);
        loop().execute(() -> {
            ChildSession now = session;
            if (now != null) {
                now.closeSockets(version.id(), why);
            }
        });
    }

    /// Process id of the child; 0 while there is none.
    public long pid() {
        ChildSession now = session;
        return now == null ? 0 : now.link().pid();
    }
}
