package isolate.run;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Threads that hand something in where the taker cannot come for it: one after the other, in
/// order.
///
/// V8 tells that it pauses a moment before it takes anything from another thread. What is handed in
/// within that moment is taken all the same, but its thread is held until V8's thread lets go of
/// the isolate; another thread goes on with the rest then. So each waits that moment, and none
/// waits long for one that is held.
final class Hands {
    private static final long HELD_NANOS = 50_000_000;

    private final Supplier<@Nullable Runnable> jobs;
    private boolean scheduled;
    private int busy;
    private @Nullable Thread turn;

    /// `jobs` gives the next one, or null where there is none (any more).
    Hands(Supplier<@Nullable Runnable> jobs) {
        this.jobs = jobs;
    }

    /// There is something to hand in, not before that time.
    synchronized void schedule(long notBeforeNanos) {
        if (scheduled) {
            return;
        }
        scheduled = true;
        busy++;
        var thread =
                new Thread(null, () -> run(notBeforeNanos), "inspector", Scheduler.STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
    }

    private void run(long notBeforeNanos) {
        Thread me = Thread.currentThread();
        try {
            begin(me, notBeforeNanos);
            Runnable job = hasTurn(me) ? jobs.get() : null;
            while (job != null) {
                job.run();
                job = hasTurn(me) ? jobs.get() : null;
            }
        } catch (InterruptedException e) {
            me.interrupt();
        } finally {
            end(me);
        }
    }

    private synchronized void begin(Thread me, long notBeforeNanos) throws InterruptedException {
        for (long left = left(notBeforeNanos); left > 0; left = left(notBeforeNanos)) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        long deadline = System.nanoTime() + HELD_NANOS;
        for (long left = HELD_NANOS; turn != null && left > 0; left = left(deadline)) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        turn = me;
        scheduled = false;
    }

    private static long left(long until) {
        return until - System.nanoTime();
    }

    private synchronized boolean hasTurn(Thread me) {
        return me.equals(turn);
    }

    private synchronized void end(Thread me) {
        busy--;
        if (me.equals(turn)) {
            turn = null;
        }
        notifyAll();
    }

    /// Waits until nothing is being handed in.
    synchronized void awaitRest() {
        boolean interrupted = false;
        while (busy > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
