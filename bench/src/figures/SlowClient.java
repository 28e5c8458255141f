package figures;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// A client that takes 100 kB a second: whoever makes the body must be held back.
final class SlowClient {
    private static final int RECEIVE_BYTES = 16 * 1024;
    private static final double BYTES_A_SECOND = 100_000;
    private static final double MEGABYTES_MAX = 64;

    /// What kernel and windows may hold beyond what the client took.
    private static final double AHEAD_MEGABYTES_MAX = 16;

    private SlowClient() {}

    /// A body that an origin makes and a function passes on.
    static Figure ofOrigin(Setting setting, Dev dev) throws Exception {
        try (var origin = new EndlessOrigin()) {
            String target = "/proxy?origin=" + origin.address();
            return measure(setting, dev, new Source("origin", target, origin::sent));
        }
    }

    /// A body that a function makes.
    static Figure ofFunction(Setting setting, Dev dev) throws Exception {
        long before = produced(dev);
        LongSupplier made = () -> produced(dev) - before;
        return measure(setting, dev, new Source("function", "/bytes?n=2000000000", made));
    }

    private static long produced(Dev dev) {
        try {
            return Long.parseLong(dev.get("bodies", "/produced").text());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// Who makes the body, and how much was made.
    private record Source(String name, String target, LongSupplier made) {}

    private static final class Enough extends IOException {
        private static final long serialVersionUID = 1;
    }

    private static Figure measure(Setting setting, Dev dev, Source source) throws Exception {
        int seconds = setting.of(30, 6);
        try (var memory = new Memory(dev);
                var connection = new Connection(dev.port(), RECEIVE_BYTES)) {
            var reader = new Reader(seconds, source.made());
            connection.send("GET " + source.target() + " HTTP/1.1\r\nHost: bodies.localhost\r\n\r\n");
            try {
                connection.answer(reader::take);
            } catch (Enough e) {
                // The client has seen what it wanted to.
            }
            return figure(source, reader, seconds, memory.risenMegabytes());
        }
    }

    private static Figure figure(Source source, Reader reader, int seconds, double risen) {
        double ahead = (reader.madeAtEnd - reader.taken) / 1e6;
        double late = (reader.madeAtEnd - reader.madeAtHalf) / 1e6;
        boolean held =
                risen <= MEGABYTES_MAX
                        && reader.taken > 0
                        && ahead <= AHEAD_MEGABYTES_MAX
                        && late <= 3 * BYTES_A_SECOND * seconds / 2 / 1e6 + 1;
        return new Figure(
                "a client that reads 100 kB/s for %d s, the body made by the %s"
                        .formatted(seconds, source.name()),
                "memory +≤ 64 MB, the " + source.name() + " is held back",
                "memory +%.0f MB; taken %.1f MB, made %.1f MB, of it %.1f MB in the second half"
                        .formatted(risen, reader.taken / 1e6, reader.madeAtEnd / 1e6, late),
                Figure.Held.of(held));
    }

    /// Takes bytes no faster than it may.
    private static final class Reader {
        private final long began = System.nanoTime();
        private final int seconds;
        private final LongSupplier made;
        private long taken;
        private long madeAtHalf = -1;
        private long madeAtEnd;

        Reader(int seconds, LongSupplier made) {
            this.seconds = seconds;
            this.made = made;
        }

        void take(byte[] bytes, int count) throws IOException {
            taken += count;
            long due = began + (long) (taken / BYTES_A_SECOND * 1e9);
            try {
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            double passed = (System.nanoTime() - began) / 1e9;
            if (madeAtHalf < 0 && passed > seconds / 2.0) {
                madeAtHalf = made.getAsLong();
            }
            if (passed > seconds) {
                madeAtEnd = made.getAsLong();
                throw new Enough();
            }
        }
    }
}
