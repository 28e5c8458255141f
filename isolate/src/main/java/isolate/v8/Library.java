package isolate.v8;

import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.interop.V8Runtime;
import com.caoccao.javet.interop.executors.IV8Executor;
import com.caoccao.javet.values.reference.V8Script;
import com.caoccao.javet.values.reference.V8ValueFunction;
import org.jspecify.annotations.Nullable;

/// A script beside the prelude, which an isolate compiles when something of it is first asked for:
/// the prelude's lazy parts, Node's modules, HTMLRewriter. Isolates on any thread share it and its
/// code cache.
final class Library {
    private final String name;
    private final String source;
    private volatile byte @Nullable [] cache;

    Library(String name, String source) {
        this.name = name;
        this.source = source;
    }

    /// The function that takes what the prelude lends and answers what it holds.
    V8ValueFunction open(V8Runtime runtime) throws JavetException {
        byte[] known = cache;
        IV8Executor executor =
                known == null ? runtime.getExecutor(source) : runtime.getExecutor(source, known);
        executor.setResourceName(name);
        try (V8Script script = executor.compileV8Script()) {
            V8ValueFunction library = script.execute();
            if (known == null) {
                cache = script.getCachedData();
            }
            return library;
        }
    }
}
