package isolate.run;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// An isolate thread that waits for the answer of a blocking op. It spins a little first, where
/// there is a second processor: waking a parked thread costs more than most answers take.
final class BlockedCall {
    private static final long SPIN_NANOS =
            Runtime.getRuntime().availableProcessors() > 1 ? 80_000 : 0;

    private final Thread waiter = Thread.currentThread();
    private volatile @Nullable String text;

    /// From the reader of the lane.
    void answer(String answered) {
        text = answered;
        LockSupport.unpark(waiter);
    }

    /// The answer, or null when it did not come in time.
    @Nullable String await(long millisMax) {
        long began = System.nanoTime();
        long spinEnd = began + SPIN_NANOS;
        while (text == null && System.nanoTime() - spinEnd < 0) {
            Thread.onSpinWait();
        }
        long deadline = began + millisMax * 1_000_000;
        while (text == null) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return null;
            }
            LockSupport.parkNanos(this, left);
        }
        return text;
    }
}
