package node.child;

import java.io.IOException;
import java.io.InputStream;

/// What a child's virtual machine prints (a warning, a crash). It is read so that the child never
/// blocks on it, and dropped but for its beginning.
final class ChildOutput {
    private static final int KEPT_BYTES_MAX = 8 * 1024;

    private final Process process;

    ChildOutput(Process process) {
        this.process = process;
    }

    /// Reads to the end on a thread of its own.
    void drain() {
        Thread.ofVirtual().name("child-output").start(this::copy);
    }

    private void copy() {
        byte[] buffer = new byte[4096];
        int kept = 0;
        try (InputStream in = process.getInputStream()) {
            int read = in.read(buffer);
            while (read >= 0) {
                if (kept < KEPT_BYTES_MAX) {
                    kept += read;
                    System.err.write(buffer, 0, read);
                    System.err.flush();
                }
                read = in.read(buffer);
            }
        } catch (IOException e) {
            // The child is gone, and its output with it.
        }
    }
}
