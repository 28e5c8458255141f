package isolate.run;

import base.lane.Debugging;
import base.lane.FrameWriter;
import base.lane.Message;
import base.meter.Outcome;
import isolate.v8.Isolate;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// An isolate of a version with what waits for it. Runs in slices, one thread at a time: whoever
/// has work for it posts it and, where it is idle, submits it to the scheduler.
///
/// ```
/// IDLE --wake--> QUEUED --a thread takes it--> RUNNING --slice over--> IDLE (or QUEUED again)
///                                                 |
///                                                 +--stopped, failed or retired--> CLOSED
/// ```
final class Actor {
    private static final long SLICE_NANOS = 2_000_000;
    private static final int SHORT_SLICES_TO_RETURN = 50;
    private static final int DETAIL_CHARS = 4_000;

    private enum State {
        IDLE,
        QUEUED,
        RUNNING,
        CLOSED
    }

    private final Version version;
    private final Child child;
    private final ConcurrentLinkedQueue<Task> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
    private volatile boolean demoted;
    private volatile long idleSinceNanos = System.nanoTime();
    private int shortSlices;
    private boolean startsNext;
    private volatile @Nullable Instance instance;
    private final @Nullable Inspection inspection;

    Actor(Version version, Child child, boolean demoted) {
        this.version = version;
        this.child = child;
        this.demoted = demoted;
        this.inspection =
                child.debugging() == Debugging.OFF
                        ? null
                        : new Inspection(this, child, version.awaitsDebugger());
    }

    Version version() {
        return version;
    }

    /// The isolate with its invocations; null before the first slice.
    @Nullable Instance instance() {
        return instance;
    }

    boolean isClosed() {
        return state.get() == State.CLOSED;
    }

    /// What a debugger has to say; null where none may look.
    @Nullable Inspection inspection() {
        return inspection;
    }

    /// Whether its code is not evaluated yet.
    boolean isStarting() {
        Instance in = instance;
        return in == null || !in.isLoaded();
    }

    boolean isDemoted() {
        return demoted;
    }

    /// From the watchdog: its slice runs long.
    void demote() {
        demoted = true;
        shortSlices = 0;
    }

    /// Any thread: one more thing to do.
    void post(Task task) {
        inbox.add(task);
        wake();
    }

    /// Has it run soon; true where it was idle until now.
    boolean wake() {
        if (state.compareAndSet(State.IDLE, State.QUEUED)) {
            child.scheduler().submit(this);
            return true;
        }
        return false;
    }

    /// Whether it has had nothing to do for so long.
    boolean isIdleFor(long now, long nanos) {
        Instance in = instance;
        return state.get() == State.IDLE
                && in != null
                && in.liveCount() == 0
                && now - idleSinceNanos > nanos;
    }

    /// One slice, on a thread of the scheduler.
    void run(Worker worker) {
        state.set(State.RUNNING);
        worker.slice.begin(this);
        boolean open = false;
        Instance in = instance;
        try {
            if (in == null) {
                in = new Instance(this, child);
                instance = in;
            }
            open = in.isLoaded() || in.load(worker);
            open = open && slice(in, worker);
        } catch (Isolate.Stopped e) {
            open = false;
            stopped(in, worker, "");
        } catch (RuntimeException | Error broken) {
            open = false;
            String detail = "The platform's own code failed in this isolate: " + broken;
            System.err.println(detail);
            stopped(
                    in,
                    worker,
                    detail.length() > DETAIL_CHARS ? detail.substring(0, DETAIL_CHARS) : detail);
        } finally {
            worker.slice.end();
        }
        if (open) {
            settle(worker);
        } else {
            close(in);
        }
    }

    private void stopped(@Nullable Instance in, Worker worker, String detail) {
        if (in != null) {
            in.stopped(worker.slice, detail);
        } else {
            refuseWaiting(detail);
        }
    }

    /// There is not even an isolate: who waits is told, so that nothing is tried for ever.
    private void refuseWaiting(String detail) {
        var out = new FrameWriter();
        for (Message.Invoke invoke : version.takeWaiting()) {
            byte outcome = (byte) Outcome.START_FAILED.ordinal();
            out.write(new Message.Done(invoke.stream(), 0, outcome, detail));
        }
        child.lane().send(out);
    }

    /// Works until there is nothing more or the slice is full; false when the isolate is to be
    /// closed.
    private boolean slice(Instance in, Worker worker) {
        boolean retire = false;
        try (Isolate.Hold _ = in.hold()) {
            long cpu = worker.ownCpuNanos();
            while (!retire) {
                Task task = next();
                if (task == null) {
                    break;
                }
                if (task instanceof Task.Retire) {
                    retire = isUnused(in);
                    if (retire) {
                        in.keepCode();
                    }
                    continue;
                }
                cpu = in.perform(task, worker, cpu);
                if (System.nanoTime() - worker.slice.beganNanos > SLICE_NANOS) {
                    break;
                }
            }
        }
        in.flush();
        return !retire && !(version.isDropped() && isUnused(in));
    }

    private boolean isUnused(Instance in) {
        return in.liveCount() == 0 && inbox.isEmpty() && !version.hasWaiting();
    }

    /// What is delivered and what is to be started take turns.
    private @Nullable Task next() {
        startsNext = !startsNext;
        Task first = startsNext ? version.next() : inbox.poll();
        if (first != null) {
            return first;
        }
        return startsNext ? inbox.poll() : version.next();
    }

    private void settle(Worker worker) {
        long now = System.nanoTime();
        rate(now - worker.slice.beganNanos);
        idleSinceNanos = now;
        state.set(State.IDLE);
        if (!inbox.isEmpty() || version.hasWaiting()) {
            wake();
        }
    }

    private void rate(long sliceNanos) {
        if (demoted && sliceNanos < SLICE_NANOS * 2 && ++shortSlices > SHORT_SLICES_TO_RETURN) {
            demoted = false;
            shortSlices = 0;
        }
    }

    private void close(@Nullable Instance in) {
        state.set(State.CLOSED);
        if (in != null) {
            in.flush();
            if (inspection != null) {
                inspection.end(
                        in.isLoaded() ? "The isolate is closed." : "The code did not start.");
            }
            in.close();
        }
        version.closed(this);
    }
}
