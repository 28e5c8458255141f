package isolate;

import base.lane.Debugging;
import base.lane.Message;
import base.linux.SystemCalls;
import isolate.lane.Sockets;
import isolate.lock.Lockdown;
import isolate.run.Calls;
import isolate.run.Child;
import isolate.run.Scheduler;
import isolate.run.Spares;
import isolate.run.Timers;
import isolate.run.Versions;
import isolate.run.Watchdog;
import isolate.v8.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The child process, put together in start order: engine, lane, threads, lock, then work.
///
/// It is started by a node, which tells it on standard input: the directory of the native library,
/// the lane's socket, a secret, how many isolates to keep spare, how many seconds an isolate may be
/// idle, whether debuggers may look; a line each.
public final class Main {

    private Main() {}

    private record Order(
            Path natives,
            Path socket,
            String secret,
            int spares,
            int idleSeconds,
            Debugging debugging) {
        static Order read() throws IOException {
            List<String> lines =
                    new java.io.BufferedReader(
                                    new java.io.InputStreamReader(
                                            System.in, java.nio.charset.StandardCharsets.UTF_8))
                            .lines()
                            .limit(6)
                            .toList();
            if (lines.size() < 6) {
                throw new IllegalStateException("A child is started by a node, not by hand.");
            }
            return new Order(
                    Path.of(lines.get(0)),
                    Path.of(lines.get(1)),
                    lines.get(2),
                    Integer.parseInt(lines.get(3)),
                    Integer.parseInt(lines.get(4)),
                    Debugging.of(lines.get(5)));
        }
    }

    /// Serves until the node closes the lane.
    public static void main(String[] args) throws IOException {
        Order order = Order.read();
        var calls = new SystemCalls();
        Engine engine = Engine.load(order.natives(), order.debugging() != Debugging.OFF);
        WarmUp.touch(engine, calls);
        var sockets = new Sockets(order.socket(), order.secret());
        var scheduler =
                new Scheduler(
                        Runtime.getRuntime().availableProcessors(),
                        calls::threadId,
                        thread -> sockets.control(new Message.Demote(thread)));
        var spares = new Spares(engine, order.spares());
        var child =
                new Child(sockets, new Calls(), new Timers(), scheduler, spares, order.debugging());
        var versions = new Versions(child);
        scheduler.start();
        thread("timers", child.timers());
        thread("spares", spares);
        List<String> missing = Lockdown.apply(calls);
        thread("watchdog", new Watchdog(child, versions));
        thread("upkeep", new Upkeep(versions, calls, order.idleSeconds()));
        thread("control", () -> sockets.answer(ping -> pong(ping, child, versions)));
        sockets.control(new Message.Ready(String.join("\n", missing)));
        sockets.read(versions::receive);
        Runtime.getRuntime().halt(0);
    }

    private static void thread(String name, Runnable job) {
        var thread = new Thread(job, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static Message pong(Message.Ping ping, Child child, Versions versions) {
        return new Message.Pong(
                ping.number(), versions.isolates(), child.calls().size(), child.spares().size());
    }
}
