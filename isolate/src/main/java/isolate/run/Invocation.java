package isolate.run;

/// What the child knows of an invocation that runs in one of its isolates. Changed on the isolate's
/// thread; the watchdog reads.
final class Invocation {
    final int id;
    volatile long cpuNanos;
    volatile boolean startedTold;

    /// When the whole answer was out; 0 while it is not.
    volatile long overAtNanos;

    boolean answered;

    /// The body that it answers with.
    final SentBody body = new SentBody();

    /// Calls of it that have no answer yet.
    int unansweredCalls;

    int logBytes;
    boolean logCut;

    Invocation(int id) {
        this.id = id;
    }

    /// Adds processor time; on the isolate's thread only.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void charge(long nanos) {
        cpuNanos += nanos;
    }

    /// For so long a debugger held the isolate.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void rested(long nanos) {
        if (overAtNanos != 0) {
            overAtNanos += nanos;
        }
    }

    /// The whole answer is out.
    void over() {
        overAtNanos = System.nanoTime();
    }
}
