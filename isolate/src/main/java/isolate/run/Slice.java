package isolate.run;

import base.meter.Outcome;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;

/// What a thread of the scheduler runs at the moment, written by that thread and read by the
/// watchdog.
final class Slice {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    volatile @Nullable Actor actor;
    volatile @Nullable Invocation invocation;
    volatile long beganNanos;
    volatile long deliveryCpuNanos;
    volatile boolean loading;
    volatile boolean blocked;
    volatile long stopAskedNanos;
    volatile @Nullable Outcome stopReason;

    /// A slice of this actor begins.
    void begin(Actor running) {
        blocked = false;
        stopReason = null;
        stopAskedNanos = 0;
        beganNanos = System.nanoTime();
        actor = running;
    }

    /// One delivery within the slice begins.
    void deliver(@Nullable Invocation to, long threadCpuNanos) {
        deliveryCpuNanos = threadCpuNanos;
        invocation = to;
    }

    /// Processor time of this invocation since its delivery began; on the running thread.
    long sinceDelivery(Invocation asked) {
        return invocation == asked ? THREADS.getCurrentThreadCpuTime() - deliveryCpuNanos : 0;
    }

    /// The slice is over.
    void end() {
        actor = null;
        invocation = null;
        loading = false;
    }
}
