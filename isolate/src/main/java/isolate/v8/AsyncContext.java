package isolate.v8;

import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.interop.V8Runtime;
import com.caoccao.javet.values.V8Value;
import com.caoccao.javet.values.reference.V8Context;
import com.caoccao.javet.values.reference.V8ValueFunction;
import com.caoccao.javet.values.reference.V8ValueObject;

/// V8 carries one value along every `await` and promise reaction, its continuation-preserved
/// embedder data. Its getter and setter are in V8's extras binding, an object in a slot of the
/// native context that Javet does not name. The slot belongs to one build of V8: a child whose slot
/// is wrong ends before it is ready, and with it nothing but itself.
final class AsyncContext {
    /// `EXTRAS_BINDING_OBJECT` in V8 14.7 as Javet 5.0.6 has it.
    private static final int EXTRAS_SLOT = 68;

    private static final String GET = "getContinuationPreservedEmbedderData";
    private static final String SET = "setContinuationPreservedEmbedderData";

    private AsyncContext() {}

    /// Puts the getter and the setter into the host object.
    static void lend(V8Runtime runtime, V8ValueObject host) throws JavetException {
        try (V8ValueFunction top = runtime.getExecutor("(function(){})").execute();
                V8Context context = top.getContext();
                V8ValueObject extras = context.get(EXTRAS_SLOT)) {
            if (!extras.has(GET)) {
                throw new IllegalStateException("V8's extras binding is not where it was.");
            }
            try (V8Value get = extras.get(GET);
                    V8Value set = extras.get(SET)) {
                host.set("getContinuation", get);
                host.set("setContinuation", set);
            }
        }
    }
}
