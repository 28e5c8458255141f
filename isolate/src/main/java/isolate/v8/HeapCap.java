package isolate.v8;

import com.caoccao.javet.interop.V8Runtime;
import com.caoccao.javet.interop.callback.IJavetNearHeapLimitCallback;

/// V8 asks here before it would give up for want of heap. It starts with little; up to the
/// version's cap it gets more, at the cap what runs is terminated, with room left to end in.
final class HeapCap implements IJavetNearHeapLimitCallback {
    private static final long ROOM_TO_END_IN_BYTES = 64L * 1024 * 1024;
    private static final long STEP_BYTES = 16L * 1024 * 1024;

    private final V8Runtime runtime;
    private final CallsSwitch calls;

    HeapCap(V8Runtime runtime, CallsSwitch calls) {
        this.runtime = runtime;
        this.calls = calls;
    }

    @Override
    public long callback(long current, long initial) {
        if (current < calls.heapBytesMax) {
            return Math.min(calls.heapBytesMax, Math.max(current + STEP_BYTES, current * 3 / 2));
        }
        if (calls.heapIsFull()) {
            runtime.terminateExecution();
        }
        return current + ROOM_TO_END_IN_BYTES;
    }
}
