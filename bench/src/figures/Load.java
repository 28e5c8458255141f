package figures;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/// Clients that ask an app again and again until this is closed, each on a connection of its own.
final class Load implements AutoCloseable {
    private final Dev dev;
    private final String host;
    private final IntFunction<String> target;
    private final long everyNanos;
    private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final List<Thread> clients = new ArrayList<>();
    private volatile boolean stopped;

    /// A request that is over.
    ///
    /// @param id that it bore
    /// @param at when it was due, in nanoseconds
    /// @param end when its answer was there
    /// @param status of the answer; 0 where the connection ended before or within it
    /// @param text of the answer
    record Sent(int id, long at, long end, int status, String text) {
        double millis() {
            return (end - at) / 1e6;
        }

        boolean isOk() {
            return status == 200;
        }
    }

    /// Requests of an app, by id.
    record Target(String app, IntFunction<String> of) {}

    /// So many clients; each has a request due every so often, or as soon as the last is answered
    /// where that is 0.
    Load(Dev dev, Target target, int clients, long everyNanos) {
        this.dev = dev;
        this.host = target.app() + ".localhost";
        this.target = target.of();
        this.everyNanos = everyNanos;
        for (int i = 0; i < clients; i++) {
            this.clients.add(Thread.ofVirtual().start(this::run));
        }
    }

    private void run() {
        long due = System.nanoTime();
        while (!stopped) {
            try (Connection connection = dev.connect()) {
                while (!stopped) {
                    long now = System.nanoTime();
                    if (everyNanos == 0) {
                        due = now;
                    } else if (due > now) {
                        LockSupport.parkNanos(due - now);
                    }
                    boolean kept = ask(connection, due);
                    due += everyNanos;
                    if (!kept) {
                        break;
                    }
                }
            } catch (IOException e) {
                sent.add(new Sent(-1, due, System.nanoTime(), 0, e.toString()));
                due += everyNanos;
            }
        }
    }

    /// One request; false where the connection is of no more use.
    private boolean ask(Connection connection, long due) {
        int id = ids.getAndIncrement();
        try {
            Answer answer = connection.get(host, target.apply(id));
            sent.add(new Sent(id, due, System.nanoTime(), answer.status(), answer.text()));
            return true;
        } catch (IOException e) {
            sent.add(new Sent(id, due, System.nanoTime(), 0, e.toString()));
            return false;
        }
    }

    /// What is over until now.
    List<Sent> sent() {
        return List.copyOf(sent);
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        for (Thread client : clients) {
            if (!client.join(java.time.Duration.ofNanos(TimeUnit.SECONDS.toNanos(70)))) {
                throw new IllegalStateException("A client waits for its answer for ever.");
            }
        }
    }
}
