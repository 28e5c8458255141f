package node.child;

import base.linux.SystemCalls;
import java.nio.file.Files;
import java.nio.file.Path;

/// Lowers the priority of a child's threads from outside: a child may not change priorities itself.
public final class ThreadPriority {
    private static final int SETPRIORITY = 141;
    private static final int PRIO_PROCESS = 0;
    private static final int LOWERED = 10;

    private final SystemCalls calls;

    /// By these system calls.
    public ThreadPriority(SystemCalls calls) {
        this.calls = calls;
    }

    /// Lowers a thread, if it is one of that process.
    void lower(long pid, int thread) {
        if (Files.exists(Path.of("/proc", String.valueOf(pid), "task", String.valueOf(thread)))) {
            calls.call(SETPRIORITY, PRIO_PROCESS, thread, LOWERED, 0, 0);
        }
    }
}
