package isolate.run;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;

/// A platform thread that runs slices. It starts in the foreground; once demoted (its slice ran
/// long and the node lowered its priority, which cannot be raised again) it serves the background
/// only.
final class Worker implements Runnable {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    final Slice slice = new Slice();
    private final Scheduler scheduler;
    private final Thread thread;
    private final @Nullable Actor only;
    private volatile int kernelId;
    private volatile boolean background;

    Worker(Scheduler scheduler, int number, boolean background) {
        this(scheduler, number, background, null);
    }

    /// One that runs nothing but this actor.
    Worker(Scheduler scheduler, int number, Actor only) {
        this(scheduler, number, false, only);
    }

    private Worker(Scheduler scheduler, int number, boolean background, @Nullable Actor only) {
        this.scheduler = scheduler;
        this.background = background;
        this.only = only;
        this.thread = new Thread(null, this, "isolate-" + number, Scheduler.STACK_BYTES);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Override
    public void run() {
        kernelId = scheduler.kernelId().getAsInt();
        if (background) {
            scheduler.lower(kernelId);
        }
        while (true) {
            Actor actor = scheduler.take(this);
            if (actor == null) {
                return;
            }
            actor.run(this);
        }
    }

    /// The one actor that it runs; null where it runs all.
    @Nullable Actor only() {
        return only;
    }

    boolean isBackground() {
        return background;
    }

    /// Called by the watchdog while a slice of this thread runs long.
    void demote() {
        background = true;
        scheduler.lower(kernelId);
    }

    /// Processor time of this thread so far.
    long cpuNanos() {
        return THREADS.getThreadCpuTime(thread.threadId());
    }

    /// The same, called on the thread itself, which is cheaper.
    long ownCpuNanos() {
        return THREADS.getCurrentThreadCpuTime();
    }
}
