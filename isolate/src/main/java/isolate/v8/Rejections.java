package isolate.v8;

import com.caoccao.javet.enums.JavetPromiseRejectEvent;
import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.interop.callback.IJavetPromiseRejectCallback;
import com.caoccao.javet.values.V8Value;
import com.caoccao.javet.values.reference.V8ValuePromise;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Promises that were rejected while nobody listened. Whoever listens before the delivery is over
/// takes his promise out again; the others are told.
final class Rejections implements IJavetPromiseRejectCallback {
    private static final int HELD_MAX = 100;

    private final Map<Integer, Rejection> unhandled = new LinkedHashMap<>();
    private final List<V8Value> handledLate = new ArrayList<>();

    /// A promise and what it was rejected with; whoever takes it closes both.
    record Rejection(V8Value promise, V8Value reason) {
        void close() throws JavetException {
            promise.close();
            reason.close();
        }
    }

    @Override
    public void callback(JavetPromiseRejectEvent event, V8ValuePromise promise, V8Value reason) {
        try {
            switch (event) {
                case PromiseRejectWithNoHandler -> hold(promise, reason);
                case PromiseHandlerAddedAfterReject -> letGo(promise);
                case PromiseRejectAfterResolved, PromiseResolveAfterResolved -> {}
            }
        } catch (JavetException e) {
            // A rejection that cannot be held is not told; V8 goes on as if nobody had asked.
        }
    }

    private void hold(V8ValuePromise promise, V8Value reason) throws JavetException {
        if (unhandled.size() < HELD_MAX) {
            var held = new Rejection(promise.toClone(), reason.toClone());
            Rejection before = unhandled.put(promise.getIdentityHash(), held);
            if (before != null) {
                before.close();
            }
        }
    }

    /// One that is held no more was told already, and is told of again.
    private void letGo(V8ValuePromise promise) throws JavetException {
        Rejection handled = unhandled.remove(promise.getIdentityHash());
        if (handled != null) {
            handled.close();
        } else if (handledLate.size() < HELD_MAX) {
            handledLate.add(promise.toClone());
        }
    }

    boolean isEmpty() {
        return unhandled.isEmpty() && handledLate.isEmpty();
    }

    /// Takes all that nobody listens to.
    List<Rejection> take() {
        List<Rejection> all = List.copyOf(unhandled.values());
        unhandled.clear();
        return all;
    }

    /// Takes those that somebody listens to after they were told; the caller closes them.
    List<V8Value> takeHandled() {
        List<V8Value> all = List.copyOf(handledLate);
        handledLate.clear();
        return all;
    }
}
