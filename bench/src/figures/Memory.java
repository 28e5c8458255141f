package figures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The most memory that the processes of a platform had while this was open.
final class Memory implements AutoCloseable {
    private static final long PAGE_BYTES = 4096;
    private static final long EVERY_MILLIS = 50;

    private final Dev dev;
    private final long before;
    private final Thread sampler;
    private volatile long most;

    Memory(Dev dev) {
        this.dev = dev;
        this.before = dev.residentBytes();
        this.most = before;
        this.sampler = Thread.ofPlatform().daemon().start(this::sample);
    }

    /// Resident memory; 0 where the process is gone.
    static long residentBytes(long pid) {
        try {
            String statm = Files.readString(Path.of("/proc/" + pid + "/statm"));
            return Long.parseLong(statm.split(" ", 3)[1]) * PAGE_BYTES;
        } catch (IOException e) {
            return 0;
        }
    }

    private void sample() {
        try {
            while (true) {
                most = Math.max(most, dev.residentBytes());
                Thread.sleep(EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// By how much it rose, in millions of bytes.
    double risenMegabytes() {
        return (most - before) / 1e6;
    }

    @Override
    public void close() {
        sampler.interrupt();
    }
}
