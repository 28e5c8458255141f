package isolate.v8;

import com.caoccao.javet.enums.JavetPromiseRejectEvent;
import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.interop.callback.IJavetPromiseRejectCallback;
import com.caoccao.javet.values.V8Value;
import com.caoccao.javet.values.reference.V8ValuePromise;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Promises that were rejected while nobody listened. Whoever listens before the delivery is over
/// takes his promise out again; the others are told.
final class Rejections implements IJavetPromiseRejectCallback {
    private static final int HELD_MAX = 100;

    private final Map<Integer, V8Value> unhandled = new LinkedHashMap<>();

    @Override
    public void callback(JavetPromiseRejectEvent event, V8ValuePromise promise, V8Value reason) {
        try {
            switch (event) {
                case PromiseRejectWithNoHandler -> hold(promise.getIdentityHash(), reason);
                case PromiseHandlerAddedAfterReject -> letGo(promise.getIdentityHash());
                case PromiseRejectAfterResolved, PromiseResolveAfterResolved -> {}
            }
        } catch (JavetException e) {
            // A rejection that cannot be held is not told; V8 goes on as if nobody had asked.
        }
    }

    private void hold(int promise, V8Value reason) throws JavetException {
        if (unhandled.size() < HELD_MAX) {
            unhandled.put(promise, reason.toClone());
        }
    }

    private void letGo(int promise) throws JavetException {
        V8Value handled = unhandled.remove(promise);
        if (handled != null) {
            handled.close();
        }
    }

    boolean isEmpty() {
        return unhandled.isEmpty();
    }

    /// Takes all reasons out; the caller closes them.
    List<V8Value> take() {
        List<V8Value> all = List.copyOf(unhandled.values());
        unhandled.clear();
        return all;
    }
}
