package isolate.run;

import isolate.v8.Engine;
import isolate.v8.Isolate;
import java.util.ArrayDeque;

/// Booted isolates that belong to nobody yet, so that a version's first request does not wait for a
/// boot. A thread of its own refills.
public final class Spares implements Runnable {
    /// Whoever took one is about to use it, and a boot beside it would cost it its processor.
    private static final long PAUSE_MILLIS = 5;

    private final Engine engine;
    private final int kept;
    private final ArrayDeque<Isolate> ready = new ArrayDeque<>();

    /// Keeps so many ready.
    public Spares(Engine engine, int kept) {
        this.engine = engine;
        this.kept = kept;
    }

    /// A spare one, or one booted now where there is none.
    Isolate take() {
        synchronized (this) {
            Isolate isolate = ready.poll();
            notifyAll();
            if (isolate != null) {
                return isolate;
            }
        }
        return Isolate.boot(engine);
    }

    /// How many are ready.
    public synchronized int size() {
        return ready.size();
    }

    /// Boots what is missing, for ever.
    @Override
    public void run() {
        try {
            while (true) {
                waitForNeed();
                Thread.sleep(PAUSE_MILLIS);
                Isolate isolate = Isolate.boot(engine);
                synchronized (this) {
                    ready.add(isolate);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void waitForNeed() throws InterruptedException {
        while (ready.size() >= kept) {
            wait();
        }
    }
}
