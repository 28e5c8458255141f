package isolate.run;

import base.lane.FrameWriter;
import base.lane.Message;
import base.lane.Message.BodyKind;
import base.meter.Outcome;
import isolate.v8.Isolate;
import isolate.v8.LoadedCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A version's code in an isolate and the invocations that run in it, interleaved. Used on the
/// thread that holds the isolate; the watchdog reads [#invocations()].
final class Instance {
    private static final int FLUSH_BYTES = 256 * 1024;

    private final Actor actor;
    private final Version version;
    private final Child child;
    private final Isolate isolate;
    private final FrameWriter out = new FrameWriter();
    private final Map<Integer, Invocation> live = new ConcurrentHashMap<>();
    private final Map<Integer, OpenCall> calls = new HashMap<>();
    private final List<Ended> ended = new ArrayList<>();
    private final long takenNanos;
    private volatile @Nullable Slice running;
    private volatile boolean loaded;
    private volatile int waitingForOthers;

    Instance(Actor actor, Child child) {
        long began = System.nanoTime();
        this.actor = actor;
        this.version = actor.version();
        this.child = child;
        this.isolate = child.spares().take();
        isolate.heapBytesMax(version.limits.heapBytesMax());
        isolate.serve(new InstanceCalls(this, child));
        if (actor.inspection() != null) {
            actor.inspection().attach(this, isolate);
        }
        this.takenNanos = System.nanoTime() - began;
    }

    /// A call that is not over: whose it is, what it sends, and whether more of its answer comes.
    private static final class OpenCall {
        final Invocation owner;
        final SentBody body = new SentBody();
        boolean unanswered = true;
        boolean answerOpen = true;

        OpenCall(Invocation owner) {
            this.owner = owner;
        }

        /// The answer's head is there, or will not come.
        void answered() {
            if (unanswered) {
                unanswered = false;
                owner.unansweredCalls--;
            }
        }
    }

    boolean isLoaded() {
        return loaded;
    }

    int liveCount() {
        return live.size();
    }

    Iterable<Invocation> invocations() {
        return live.values();
    }

    Actor actor() {
        return actor;
    }

    Version version() {
        return version;
    }

    Isolate.Hold hold() {
        return isolate.hold();
    }

    /// Ends what runs; from the watchdog.
    void terminate() {
        isolate.terminate();
    }

    /// The slice that runs now.
    @Nullable Slice running() {
        return running;
    }

    /// Evaluates the version's modules; false where they do not start: then all that wait are told.
    boolean load(Worker worker) {
        long began = System.nanoTime();
        long cpu = worker.ownCpuNanos();
        worker.slice.loading = true;
        running = worker.slice;
        worker.slice.deliver(null, cpu);
        LoadedCode code;
        byte[] cache = version.codeCache();
        try (Isolate.Hold _ = hold()) {
            if (actor.inspection() != null) {
                actor.inspection().awaitDebugger();
            }
            code = isolate.load(version.image, cache, (double) System.currentTimeMillis());
        }
        worker.slice.loading = false;
        LoadedCode.Failure failure = code.failure();
        if (failure != null) {
            refuseWaiting(failure.outcome(), failure.detail());
            return false;
        }
        version.codeCache(code.cache());
        version.loaded();
        loaded = true;
        long micros = (System.nanoTime() - began) / 1000;
        out.write(new Message.Loaded(version.id, takenNanos / 1000, micros, cache != null));
        return true;
    }

    /// Before the isolate is closed as idle: the next one need not compile what this one has used.
    void keepCode() {
        version.codeCache(isolate.codeCache());
    }

    private void refuseWaiting(Outcome outcome, String detail) {
        for (Message.Invoke invoke : version.takeWaiting()) {
            out.write(new Message.Done(invoke.stream(), 0, (byte) outcome.ordinal(), detail));
        }
    }

    /// Performs one task and charges its processor time; answers the thread's time at its end.
    long perform(Task task, Worker worker, long cpu) {
        running = worker.slice;
        Invocation to = owner(task);
        worker.slice.deliver(to, cpu);
        deliver(task);
        isolate.tellRejections(to == null ? 0 : to.id);
        lookForHung(to);
        long end = worker.ownCpuNanos();
        if (to != null) {
            to.charge(end - worker.slice.deliveryCpuNanos);
        }
        finishEnded();
        if (out.size() > FLUSH_BYTES) {
            flush();
        }
        return end;
    }

    /// What still has a call open will be woken by its answer, so it need not be asked about.
    private void lookForHung(@Nullable Invocation to) {
        if (waitingForOthers > 0 || (to != null && to.unansweredCalls == 0 && !isEnding(to))) {
            waitingForOthers =
                    isolate.quiet((double) System.currentTimeMillis(), to == null ? 0 : to.id);
        }
    }

    private boolean isEnding(Invocation invocation) {
        for (Ended each : ended) {
            if (each.invocation() == invocation) {
                return true;
            }
        }
        return false;
    }

    /// Whether an invocation has nothing under way and waits for what another one may do.
    boolean hasWaitingForOthers() {
        return waitingForOthers > 0;
    }

    private @Nullable Invocation owner(Task task) {
        return switch (task) {
            case Task.Start(Message.Invoke invoke) -> begin(invoke.stream());
            case Task.Deliver(Message message) -> ownerOf(streamOf(message));
            case Task.TimerDue(int invocation, int _) -> live.get(invocation);
            case Task.Expire(int invocation) -> live.get(invocation);
            case Task.Quiet(), Task.Inspect(), Task.Retire() -> null;
        };
    }

    private Invocation begin(int stream) {
        var invocation = new Invocation(stream);
        live.put(stream, invocation);
        child.calls().put(stream, actor);
        return invocation;
    }

    private @Nullable Invocation ownerOf(int stream) {
        OpenCall call = calls.get(stream);
        return call == null ? live.get(stream) : call.owner;
    }

    private static int streamOf(Message message) {
        return switch (message) {
            case Message.Answer m -> m.stream();
            case Message.Body m -> m.stream();
            case Message.Frame m -> m.stream();
            case Message.End m -> m.stream();
            case Message.Cut m -> m.stream();
            case Message.Credit m -> m.stream();
            case Message.Stop m -> m.stream();
            case Message.Cancel m -> m.stream();
            default -> 0;
        };
    }

    private void deliver(Task task) {
        double now = (double) System.currentTimeMillis();
        switch (task) {
            case Task.Start(Message.Invoke m) ->
                    isolate.invoke(now, m.stream(), m.head(), m.body(), m.bodyBytes(), m.inline());
            case Task.Deliver(Message message) -> deliver(message, now);
            case Task.TimerDue(int _, int timer) -> isolate.timer(now, timer);
            case Task.Expire(int invocation) -> isolate.expire(now, invocation);
            case Task.Inspect() -> inspect();
            case Task.Quiet(), Task.Retire() -> {}
        }
    }

    private void inspect() {
        Inspection inspection = actor.inspection();
        if (inspection != null) {
            inspection.work();
        }
    }

    /// A debugger holds what runs.
    void rest() {
        Slice slice = running;
        if (slice != null) {
            slice.rest();
        }
    }

    /// It lets go: what has an end in time has it as much later.
    void goOn() {
        Slice slice = running;
        long rested = slice == null ? 0 : slice.goOn();
        live.values().forEach(invocation -> invocation.rested(rested));
    }

    boolean isResting() {
        Slice slice = running;
        return slice != null && slice.isResting();
    }

    private void deliver(Message message, double now) {
        switch (message) {
            case Message.Answer m -> answer(m, now);
            case Message.Body m -> isolate.chunk(now, m.stream(), m.bytes());
            case Message.Frame m -> isolate.frame(now, m.stream(), m.type(), m.last(), m.bytes());
            case Message.End m -> {
                isolate.end(now, m.stream());
                answerOver(m.stream());
            }
            case Message.Cut m -> {
                isolate.cut(now, m.stream(), m.reason());
                answerOver(m.stream());
            }
            case Message.Credit m -> {
                SentBody body = sentBody(m.stream());
                if (body != null) {
                    body.give(m.bytes());
                }
                isolate.credit(now, m.stream(), m.bytes());
            }
            case Message.Stop m -> {
                isolate.stop(now, m.stream());
                bodyOver(m.stream());
            }
            case Message.Cancel m -> isolate.cancel(now, m.stream());
            default -> throw new IllegalStateException("no task of an isolate: " + message);
        }
    }

    private void answer(Message.Answer m, double now) {
        OpenCall call = calls.get(m.stream());
        if (call != null) {
            call.answered();
            isolate.answer(now, m.stream(), m.ok(), m.text(), m.body(), m.inline());
            if (m.body() != BodyKind.STREAM) {
                answerOver(m.stream());
            }
        }
    }

    /// A call was made.
    int open(Invocation owner, boolean body) {
        int id = child.calls().issue(actor);
        var call = new OpenCall(owner);
        if (body) {
            call.body.openWithoutCredit();
        }
        calls.put(id, call);
        owner.unansweredCalls++;
        return id;
    }

    /// What goes to the node on this stream; null where the stream is over.
    @Nullable SentBody sentBody(int stream) {
        OpenCall call = calls.get(stream);
        if (call != null) {
            return call.body;
        }
        Invocation invocation = live.get(stream);
        return invocation == null ? null : invocation.body;
    }

    /// Nothing more of the call's answer comes.
    void answerOver(int stream) {
        OpenCall call = calls.get(stream);
        if (call != null) {
            call.answered();
            call.answerOpen = false;
            forget(stream, call);
        }
    }

    /// Nothing more of the call's own body goes.
    void bodyOver(int stream) {
        OpenCall call = calls.get(stream);
        if (call != null) {
            call.body.close();
            forget(stream, call);
        }
    }

    private void forget(int stream, OpenCall call) {
        if (!call.answerOpen && !call.body.isOpen()) {
            calls.remove(stream);
            child.calls().remove(stream);
        }
    }

    @Nullable Invocation invocation(int id) {
        return live.get(id);
    }

    /// Says something to the node at the end of the slice.
    void say(Message message) {
        out.write(message);
    }

    /// Sends what was said.
    void flush() {
        if (out.size() > 0) {
            child.lane().send(out);
            out.clear();
        }
    }

    /// The invocation is over; it is told when the delivery is, with all that it has used.
    void done(Invocation invocation, Outcome outcome, String detail) {
        ended.add(new Ended(invocation, outcome, detail));
    }

    private record Ended(Invocation invocation, Outcome outcome, String detail) {}

    private void finishEnded() {
        for (Ended each : ended) {
            finish(each.invocation(), each.outcome(), each.detail());
        }
        ended.clear();
    }

    private void finish(Invocation invocation, Outcome outcome, String detail) {
        if (live.remove(invocation.id) == null) {
            return;
        }
        long cpuMicros = invocation.cpuNanos / 1000;
        out.write(new Message.Done(invocation.id, cpuMicros, (byte) outcome.ordinal(), detail));
        child.calls().remove(invocation.id);
        calls.entrySet()
                .removeIf(entry -> {
                    boolean his = entry.getValue().owner.equals(invocation);
                    if (his) {
                        child.calls().remove(entry.getKey());
                    }
                    return his;
                });
    }

    /// V8 was made to stop, or the prelude broke: whoever was running is told why, the others that
    /// their isolate is lost.
    void stopped(Slice slice, String detail) {
        Outcome reason = slice.stopReason == null ? Outcome.EXCEPTION : slice.stopReason;
        Invocation culprit = slice.invocation;
        if (!loaded) {
            refuseWaiting(
                    reason == Outcome.EXCEEDED_CPU ? Outcome.EXCEEDED_STARTUP : reason, detail);
        }
        if (culprit != null) {
            culprit.charge(slice.sinceDelivery(culprit));
        }
        finishEnded();
        for (Invocation each : live.values()) {
            boolean his = each == culprit;
            finish(each, his ? reason : Outcome.ISOLATE_LOST, his ? detail : "");
        }
    }

    void close() {
        live.keySet().forEach(child.calls()::remove);
        calls.keySet().forEach(child.calls()::remove);
        isolate.close();
    }
}
