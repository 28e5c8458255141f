package isolate.lock;

import base.linux.SystemCalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// The child's own part of the lock, in this order: resource limits, death with the node, no dumps,
/// no new privileges, the filter on all threads. Irrevocable.
public final class Lockdown {
    private static final int PRCTL = 157;
    private static final int SECCOMP = 317;
    private static final int PR_SET_PDEATHSIG = 1;
    private static final int PR_SET_DUMPABLE = 4;
    private static final int PR_SET_NO_NEW_PRIVS = 38;
    private static final int SECCOMP_SET_MODE_FILTER = 1;
    private static final int SECCOMP_FILTER_FLAG_TSYNC = 1;
    private static final int SIGKILL = 9;

    /// Resource, its number on Linux x86-64, the limit.
    private enum Limit {
        FSIZE(1, 0),
        CORE(4, 0),
        NPROC(6, 64 + 2L * Runtime.getRuntime().availableProcessors()),
        NOFILE(7, 64),
        MEMLOCK(8, 0),
        SIGPENDING(11, 0),
        MSGQUEUE(12, 0);

        final int number;
        final long value;

        Limit(int number, long value) {
            this.number = number;
            this.value = value;
        }
    }

    private final SystemCalls calls;
    private final List<String> missing = new ArrayList<>();

    private Lockdown(SystemCalls calls) {
        this.calls = calls;
    }

    /// Locks this process; answers the names of the layers that could not be had, empty when all
    /// hold.
    public static List<String> apply(SystemCalls calls) {
        var lockdown = new Lockdown(calls);
        lockdown.limits();
        lockdown.need("death with the node", PRCTL, PR_SET_PDEATHSIG, SIGKILL);
        lockdown.need("no dumps", PRCTL, PR_SET_DUMPABLE, 0);
        lockdown.need("no new privileges", PRCTL, PR_SET_NO_NEW_PRIVS, 1);
        lockdown.filter();
        return List.copyOf(lockdown.missing);
    }

    private void limits() {
        for (Limit limit : Limit.values()) {
            if (!calls.limit(limit.number, limit.value)) {
                missing.add("limit " + limit);
            }
        }
    }

    private void need(String layer, int number, long a, long b) {
        if (calls.call(number, a, b, 0, 0, 0) < 0) {
            missing.add(layer);
        }
    }

    private void filter() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment program = Filter.build(arena);
            long result =
                    calls.call(
                            SECCOMP,
                            SECCOMP_SET_MODE_FILTER,
                            SECCOMP_FILTER_FLAG_TSYNC,
                            program.address(),
                            0,
                            0);
            if (result != 0) {
                missing.add("system call filter");
            }
        }
    }
}
