package isolate;

import base.linux.SystemCalls;
import isolate.crypto.Subtle;
import isolate.v8.Engine;
import isolate.v8.Isolate;

/// Uses once what is used later: after the lock no file can be opened, so a class, provider or
/// native library that was not touched before is out of reach.
final class WarmUp {
    private WarmUp() {}

    static void touch(Engine engine, SystemCalls calls) {
        try (Isolate first = Isolate.boot(engine)) {
            first.exercise();
        }
        Subtle.prepare();
        int _ = calls.threadId();
        calls.trimMemory();
        new Thread(() -> {}).start();
        java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
