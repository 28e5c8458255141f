package isolate.run;

import base.lane.Message;
import base.meter.Outcome;
import org.jspecify.annotations.Nullable;

/// Looks at what runs, every two milliseconds while something does. A slice that runs on is told to
/// the node (it must not be started again elsewhere), then demoted; an invocation past its
/// processor time is stopped; one that does not obey is reported, and the node ends this child.
public final class Watchdog implements Runnable {
    private static final long BUSY_MILLIS = 2;
    private static final long QUIET_MILLIS = 20;
    private static final long TELL_NANOS = 2_000_000;
    private static final long DEMOTE_NANOS = 10_000_000;

    /// What a debugger evaluates belongs to no invocation.
    private static final long DEBUGGER_NANOS_MAX = 30_000_000_000L;

    private static final long GRACE_NANOS = 100_000_000;

    private final Child child;
    private final Versions versions;

    /// Watches the threads of the child's scheduler.
    public Watchdog(Child child, Versions versions) {
        this.child = child;
        this.versions = versions;
    }

    @Override
    public void run() {
        try {
            while (true) {
                Thread.sleep(look() ? BUSY_MILLIS : QUIET_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean look() {
        long now = System.nanoTime();
        boolean busy = false;
        for (Worker worker : child.scheduler().workers()) {
            Actor actor = worker.slice.actor;
            if (actor != null) {
                busy = true;
                look(worker, actor, now);
            }
        }
        versions.relieve(now);
        return busy;
    }

    private void look(Worker worker, Actor actor, long now) {
        Slice slice = worker.slice;
        long ran = now - slice.beganNanos;
        Instance instance = actor.instance();
        if (ran < TELL_NANOS || instance == null) {
            return;
        }
        tellStarted(slice);
        if (slice.blocked || slice.isResting()) {
            return;
        }
        if (ran > DEMOTE_NANOS && !worker.isBackground() && actor.inspection() == null) {
            actor.demote();
            child.scheduler().demote(worker);
        }
        if (slice.stopAskedNanos != 0) {
            report(slice, now);
        } else if (isOverTime(worker, slice, actor)) {
            slice.stopReason = Outcome.EXCEEDED_CPU;
            slice.stopAskedNanos = now;
            instance.terminate();
        }
    }

    private void tellStarted(Slice slice) {
        Invocation invocation = slice.invocation;
        if (invocation != null && !invocation.startedTold) {
            invocation.startedTold = true;
            child.lane().control(new Message.Started(invocation.id));
        }
    }

    private static boolean isOverTime(Worker worker, Slice slice, Actor actor) {
        @Nullable Invocation invocation = slice.invocation;
        long spent = worker.cpuNanos() - slice.deliveryCpuNanos;
        if (invocation == null) {
            long max = actor.version().limits.startupMillisMax();
            return slice.loading
                    ? spent > max * 1_000_000
                    : actor.inspection() != null && spent > DEBUGGER_NANOS_MAX;
        }
        long max = actor.version().limits.cpuMillisMax();
        return invocation.cpuNanos + spent > max * 1_000_000;
    }

    private void report(Slice slice, long now) {
        if (now - slice.stopAskedNanos > GRACE_NANOS) {
            Invocation invocation = slice.invocation;
            slice.stopAskedNanos = now;
            child.lane()
                    .control(
                            new Message.Stuck(
                                    invocation == null ? 0 : invocation.id,
                                    "its code does not obey termination"));
        }
    }
}
