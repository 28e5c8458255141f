package isolate.run;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// A feedback queue of two levels over platform threads. Actors start in the foreground, which
/// always has as many threads as there are processors. A slice that runs long demotes its actor and
/// its thread to the background: the node lowers the thread's priority, a fresh thread takes its
/// place in the foreground, and the actor's next slices wait for a background thread. An actor
/// whose slices are short again returns. (JavaScript cannot be preempted, so what is shared out is
/// threads; the kernel shares the processors among them by priority.)
public final class Scheduler {
    /// V8's `--stack-size=984` (kilobytes) and room for the JVM's own frames.
    static final long STACK_BYTES = 2L * 1024 * 1024;

    private static final int BACKGROUND_THREADS_MAX = 16;
    private static final long BACKGROUND_IDLE_SECONDS = 5;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition foregroundWork = lock.newCondition();
    private final Condition backgroundWork = lock.newCondition();
    private final Condition debuggedWork = lock.newCondition();
    private final Set<Actor> due = new HashSet<>();
    private final ArrayDeque<Actor> foreground = new ArrayDeque<>();
    private final ArrayDeque<Actor> background = new ArrayDeque<>();
    private final List<Worker> workers = new CopyOnWriteArrayList<>();
    private final IntSupplier kernelId;
    private final IntConsumer lower;
    private final int foregroundThreads;
    private int backgroundThreads;
    private int backgroundIdle;
    private int numbered;

    /// `kernelId` tells the kernel's id of the calling thread; `lower` asks for a lower priority of
    /// such an id.
    public Scheduler(int threads, IntSupplier kernelId, IntConsumer lower) {
        this.foregroundThreads = threads;
        this.kernelId = kernelId;
        this.lower = lower;
    }

    /// Starts the foreground threads.
    public void start() {
        lock.lock();
        try {
            for (int i = 0; i < foregroundThreads; i++) {
                add(false);
            }
        } finally {
            lock.unlock();
        }
    }

    IntSupplier kernelId() {
        return kernelId;
    }

    void lower(int thread) {
        lower.accept(thread);
    }

    List<Worker> workers() {
        return workers;
    }

    /// Has the actor run soon.
    void submit(Actor actor) {
        lock.lock();
        try {
            if (actor.inspection() != null) {
                due.add(actor);
                debuggedWork.signalAll();
            } else if (actor.isDemoted()) {
                background.add(actor);
                wakeBackground();
            } else {
                foreground.add(actor);
                foregroundWork.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void wakeBackground() {
        if (backgroundIdle > 0) {
            backgroundWork.signal();
        } else if (backgroundThreads < BACKGROUND_THREADS_MAX) {
            backgroundThreads++;
            add(true);
        }
    }

    private void add(boolean toBackground) {
        start(new Worker(this, numbered++, toBackground));
    }

    private void start(Worker worker) {
        workers.add(worker);
        worker.start();
    }

    /// The next actor for this worker; null when the worker is to end.
    @Nullable Actor take(Worker worker) {
        lock.lock();
        try {
            Actor only = worker.only();
            if (only != null) {
                return takeOnly(worker, only);
            }
            return worker.isBackground() ? takeBackground(worker) : takeForeground();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Actor takeOnly(Worker worker, Actor only) throws InterruptedException {
        while (!due.remove(only)) {
            if (only.isClosed()) {
                workers.remove(worker);
                return null;
            }
            debuggedWork.await();
        }
        return only;
    }

    private Actor takeForeground() throws InterruptedException {
        while (true) {
            Actor actor = foreground.poll();
            if (actor != null) {
                return actor;
            }
            foregroundWork.await();
        }
    }

    private @Nullable Actor takeBackground(Worker worker) throws InterruptedException {
        backgroundIdle++;
        try {
            long left = TimeUnit.SECONDS.toNanos(BACKGROUND_IDLE_SECONDS);
            while (true) {
                Actor actor = background.poll();
                if (actor != null) {
                    return actor;
                }
                if (left <= 0 || backgroundThreads > BACKGROUND_THREADS_MAX) {
                    backgroundThreads--;
                    workers.remove(worker);
                    return null;
                }
                left = backgroundWork.awaitNanos(left);
            }
        } finally {
            backgroundIdle--;
        }
    }

    /// A debugged actor has a thread of its own: it may stand still for as long as a person thinks,
    /// and V8's profiler looks at the thread on which it was started.
    void giveThread(Actor actor) {
        lock.lock();
        try {
            start(new Worker(this, numbered++, actor));
        } finally {
            lock.unlock();
        }
    }

    /// The worker's slice runs long: to the background with it, and a fresh thread in its place.
    void demote(Worker worker) {
        lock.lock();
        try {
            if (worker.isBackground()) {
                return;
            }
            worker.demote();
            backgroundThreads++;
            add(false);
        } finally {
            lock.unlock();
        }
    }
}
