package isolate.run;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Timers of all isolates on one thread. Tells an actor when a time has come.
public final class Timers implements Runnable {
    private final TreeSet<Due> queue =
            new TreeSet<>(Comparator.comparingLong(Due::nanos).thenComparingLong(Due::number));
    private final AtomicLong numbered = new AtomicLong();
    private final Map<Key, Due> live = new ConcurrentHashMap<>();

    private record Key(Actor actor, int timer) {}

    private record Due(long nanos, long number, int invocation, Key key) {}

    void start(Actor actor, int invocation, int timer, double millis) {
        var key = new Key(actor, timer);
        var due =
                new Due(
                        System.nanoTime() + (long) (millis * 1e6),
                        numbered.getAndIncrement(),
                        invocation,
                        key);
        live.put(key, due);
        synchronized (this) {
            queue.add(due);
            if (queue.first().equals(due)) {
                notifyAll();
            }
        }
    }

    void stop(Actor actor, int timer) {
        Due due = live.remove(new Key(actor, timer));
        if (due != null) {
            synchronized (this) {
                queue.remove(due);
            }
        }
    }

    @Override
    public void run() {
        while (true) {
            Due due = next();
            if (live.remove(due.key(), due)) {
                due.key().actor().post(new Task.TimerDue(due.invocation(), due.key().timer()));
            }
        }
    }

    private synchronized Due next() {
        try {
            while (true) {
                if (queue.isEmpty()) {
                    wait();
                    continue;
                }
                long left = queue.first().nanos() - System.nanoTime();
                if (left <= 0) {
                    return queue.removeFirst();
                }
                wait(left / 1_000_000, (int) (left % 1_000_000));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("the timers' thread was interrupted", e);
        }
    }
}
