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
    private volatile int rests;
    private long restSinceNanos;
    private long restSinceCpuNanos;
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

    /// A debugger holds the code: no time counts until [#goOn()]. On the running thread; may be
    /// nested.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void rest() {
        if (rests++ == 0) {
            restSinceNanos = System.nanoTime();
            restSinceCpuNanos = THREADS.getCurrentThreadCpuTime();
        }
    }

    /// Time counts again; answers how long it did not, 0 where it still does not.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    long goOn() {
        if (rests > 1) {
            rests--;
            return 0;
        }
        long rested = System.nanoTime() - restSinceNanos;
        beganNanos += rested;
        deliveryCpuNanos += THREADS.getCurrentThreadCpuTime() - restSinceCpuNanos;
        rests = 0;
        return rested;
    }

    boolean isResting() {
        return rests > 0;
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
