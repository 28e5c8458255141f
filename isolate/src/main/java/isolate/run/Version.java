package isolate.run;

import base.lane.Debugging;
import base.lane.LaneBreach;
import base.lane.Message;
import base.lane.VersionImage;
import base.lane.VersionLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// One version of an app: its code, the invocations that wait to be started, its isolates.
final class Version {
    /// An invocation that waits longer than this has another isolate opened for it.
    static final long WAIT_NANOS_MAX = 10_000_000;

    final int id;
    final String name;
    final VersionLimits limits;
    final VersionImage image;
    private final Child child;
    private final ConcurrentLinkedQueue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final List<Actor> actors = new CopyOnWriteArrayList<>();
    private volatile byte @Nullable [] codeCache;
    private volatile boolean dropped;
    private volatile long loadedNanos = System.nanoTime();
    private boolean awaitsDebugger;

    /// An invocation that has not been started.
    record Waiting(Message.Invoke invoke, long sinceNanos) {}

    Version(Child child, Message.Load load, VersionImage image) {
        this.child = child;
        this.id = load.version();
        this.name = load.name();
        this.limits = load.limits();
        this.image = image;
        this.awaitsDebugger = child.debugging() == Debugging.AWAITED;
    }

    /// Whether a debugger is awaited before the code runs: the first time it is to.
    boolean awaitsDebugger() {
        boolean awaits = awaitsDebugger;
        awaitsDebugger = false;
        return awaits;
    }

    /// What is said to the one isolate of a version that a debugger looks at; it is opened where it
    /// is not there. Null where none may look.
    synchronized @Nullable Inspection inspected() {
        if (actors.isEmpty()) {
            open();
        }
        return actors.getFirst().inspection();
    }

    byte @Nullable [] codeCache() {
        return codeCache;
    }

    void codeCache(byte @Nullable [] cache) {
        codeCache = cache;
    }

    List<Actor> actors() {
        return actors;
    }

    /// A request came.
    void invoke(Message.Invoke invoke) {
        if (dropped) {
            throw new LaneBreach("Version " + id + " was dropped and is invoked.");
        }
        waiting.add(new Waiting(invoke, System.nanoTime()));
        for (Actor actor : actors) {
            if (actor.wake()) {
                return;
            }
        }
        if (actors.isEmpty()) {
            open();
        }
    }

    /// The client of a waiting invocation went away. False where it does not wait (any more).
    boolean cancelWaiting(int invocation) {
        return waiting.removeIf(w -> w.invoke().stream() == invocation);
    }

    /// The next invocation to start.
    Task.@Nullable Start next() {
        Waiting first = waiting.poll();
        return first == null ? null : new Task.Start(first.invoke());
    }

    boolean isDropped() {
        return dropped;
    }

    /// Whether it was dropped and nothing of it is left.
    boolean isOver() {
        return dropped && actors.isEmpty() && waiting.isEmpty();
    }

    boolean hasWaiting() {
        return !waiting.isEmpty();
    }

    /// An isolate has come up; what waited for that is begun now.
    void loaded() {
        loadedNanos = System.nanoTime();
    }

    /// From the watchdog: opens another isolate where invocations wait too long, and not for the
    /// first to come up.
    void relieve(long now) {
        Waiting first = waiting.peek();
        if (first != null
                && now - first.sinceNanos() > WAIT_NANOS_MAX
                && now - loadedNanos > WAIT_NANOS_MAX
                && actors.stream().noneMatch(Actor::isStarting)) {
            open();
        }
    }

    private synchronized void open() {
        if (actors.size() < limits.isolatesMax()) {
            var actor = new Actor(this, child, !actors.isEmpty() || hasLongRunner());
            actors.add(actor);
            if (actor.inspection() != null) {
                child.scheduler().giveThread(actor);
            }
            actor.wake();
        }
    }

    private boolean hasLongRunner() {
        return actors.stream().anyMatch(Actor::isDemoted);
    }

    /// The actor's isolate is gone; what still waits gets another.
    synchronized void closed(Actor actor) {
        actors.remove(actor);
        if (!waiting.isEmpty() && actors.stream().noneMatch(Actor::wake) && actors.isEmpty()) {
            open();
        }
    }

    /// No more invocations will come.
    void drop() {
        dropped = true;
        for (Actor actor : actors) {
            if (actor.inspection() != null) {
                actor.inspection().release();
            }
            actor.post(new Task.Retire());
        }
    }

    /// Every invocation that waits, taken out: none of them will be started.
    List<Message.Invoke> takeWaiting() {
        var all = new ArrayList<Message.Invoke>();
        for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
            all.add(next.invoke());
        }
        return all;
    }
}
