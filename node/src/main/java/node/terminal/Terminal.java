package node.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/// The one place that writes to standard output and standard error.
///
/// Any thread may [#show(Entry)], which never blocks and never formats: the entry is queued, and a
/// thread of the terminal's own writes all that waits at once. When the reader is too slow the
/// queue fills, further entries are dropped, and how many is told as soon as there is room.
public final class Terminal implements AutoCloseable {

    /// What may wait, in the characters that the entries weigh.
    static final int WEIGHT_MAX = 16 * 1024 * 1024;

    /// Whoever ends the process waits no longer for a reader that takes nothing.
    private static final Duration CLOSE_MAX = Duration.ofSeconds(2);

    /// Text is given to the system in pieces of about this size.
    private static final int PIECE_CHARS = 64 * 1024;

    /// The writer comes back this long after it wrote, unasked, so that a busy server's threads
    /// need not wake it for each request; a wake-up would cost them more than the entry itself.
    private static final long ROUND_NANOS = Duration.ofMillis(2).toNanos();

    private final OutputStream out;
    private final OutputStream err;
    private final Look look;
    private final ConcurrentLinkedQueue<Entry> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final LongAdder dropped = new LongAdder();
    private final Thread writer;
    private volatile boolean asleep;
    private volatile boolean closed;

    /// A terminal over two streams, which stay open when it is closed.
    ///
    /// @param lines whether every entry is to be one line, for programs that read them
    public Terminal(OutputStream out, OutputStream err, Colours colours, boolean lines) {
        this(out, err, new Layout(colours, lines, ZoneId.systemDefault()));
    }

    private Terminal(OutputStream out, OutputStream err, Look look) {
        this.out = out;
        this.err = err;
        this.look = look;
        this.writer = Thread.ofPlatform().daemon().name("terminal").start(this::write);
    }

    /// A terminal that writes every entry as a line of JSON.
    public static Terminal json(OutputStream out, OutputStream err) {
        return new Terminal(out, err, new JsonLook());
    }

    /// Shows an entry soon; in the order of the calls of a thread.
    public void show(Entry entry) {
        int weight = entry.weight();
        if (waiting.addAndGet(weight) > WEIGHT_MAX) {
            waiting.addAndGet(-weight);
            dropped.increment();
            return;
        }
        queue.add(entry);
        if (asleep) {
            asleep = false;
            LockSupport.unpark(writer);
        }
    }

    /// Shows text on standard output.
    public void say(String text) {
        show(new Entry.Said(text, false));
    }

    /// Shows text on standard error.
    public void complain(String text) {
        show(new Entry.Said(text, true));
    }

    /// Returns when all that was shown before is written, or nobody takes it.
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(writer);
        try {
            writer.join(CLOSE_MAX);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        while (true) {
            // Read before the queue is emptied: what was shown before closing is still written.
            boolean last = closed;
            boolean wrote = drain();
            if (last) {
                return;
            }
            if (wrote) {
                LockSupport.parkNanos(this, ROUND_NANOS);
            } else {
                sleep();
            }
        }
    }

    /// Whoever shows something after the flag is up wakes us; before, it is in the queue.
    private void sleep() {
        asleep = true;
        if (queue.isEmpty() && !closed) {
            LockSupport.park(this);
        }
        asleep = false;
    }

    private boolean drain() {
        var text = new StringBuilder();
        boolean toErr = false;
        boolean any = false;
        for (Entry entry = queue.poll(); entry != null; entry = queue.poll()) {
            any = true;
            waiting.addAndGet(-entry.weight());
            boolean error = look.isError(entry);
            if (error != toErr || text.length() > PIECE_CHARS) {
                flush(text, toErr);
                toErr = error;
            }
            look.append(entry, text);
        }
        flush(text, toErr);
        tellDropped();
        return any;
    }

    private void tellDropped() {
        long lost = dropped.sumThenReset();
        if (lost > 0) {
            flush(
                    new StringBuilder(
                            lost + " log lines were dropped: they were read too slowly.\n"),
                    true);
        }
    }

    private void flush(StringBuilder text, boolean toErr) {
        if (text.isEmpty()) {
            return;
        }
        try {
            OutputStream to = toErr ? err : out;
            to.write(text.toString().getBytes(StandardCharsets.UTF_8));
            to.flush();
        } catch (IOException _) {
            // Nobody reads any more, as in `edgewise dev | head`; the apps go on.
        }
        text.setLength(0);
    }
}
