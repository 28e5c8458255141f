package node.child;

import java.io.IOException;
import java.io.RandomAccessFile;

/// Reads a child's resident memory every 10 ms. No resource limit holds it: V8 reserves far more
/// than it uses, so what is used must be looked at.
final class MemoryWatch {
    private static final long EVERY_MILLIS = 10;
    private static final int PAGE_BYTES = 4096;

    private MemoryWatch() {}

    /// Watches until the process is gone; calls back once when it has more than it may.
    static void start(long pid, long bytesMax, Runnable exceeded) {
        Thread.ofPlatform()
                .daemon()
                .name("memory-" + pid)
                .start(() -> watch(pid, bytesMax, exceeded));
    }

    private static void watch(long pid, long bytesMax, Runnable exceeded) {
        byte[] line = new byte[128];
        try (var statm = new RandomAccessFile("/proc/" + pid + "/statm", "r")) {
            while (true) {
                statm.seek(0);
                int length = statm.read(line);
                if (length <= 0) {
                    return;
                }
                if (residentPages(line, length) * PAGE_BYTES > bytesMax) {
                    exceeded.run();
                    return;
                }
                Thread.sleep(EVERY_MILLIS);
            }
        } catch (IOException e) {
            // The process is gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The second number of the line (`proc_pid_statm(5)`).
    private static long residentPages(byte[] line, int length) {
        int at = 0;
        while (at < length && line[at] != ' ') {
            at++;
        }
        long pages = 0;
        for (at++; at < length && line[at] >= '0' && line[at] <= '9'; at++) {
            pages = pages * 10 + (line[at] - '0');
        }
        return pages;
    }
}
