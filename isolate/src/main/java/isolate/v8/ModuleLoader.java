package isolate.v8;

import base.lane.VersionImage;
import base.lane.VersionImage.Module;
import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.interop.V8Runtime;
import com.caoccao.javet.interop.executors.IV8Executor;
import com.caoccao.javet.values.V8Value;
import com.caoccao.javet.values.primitive.V8ValueString;
import com.caoccao.javet.values.reference.IV8Module;
import com.caoccao.javet.values.reference.V8Module;
import com.caoccao.javet.values.reference.V8ValueArrayBuffer;
import com.caoccao.javet.values.reference.V8ValueObject;
import com.caoccao.javet.values.reference.V8ValuePromise;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Compiles, links and evaluates the modules of a version in an isolate, top-level `await`
/// included.
final class ModuleLoader {
    private final V8Runtime runtime;
    private final Isolate isolate;
    private final Map<String, Module> modules = new HashMap<>();
    private final List<V8Value> held = new ArrayList<>();

    ModuleLoader(V8Runtime runtime, Isolate isolate) {
        this.runtime = runtime;
        this.isolate = isolate;
    }

    LoadedCode load(VersionImage image, byte @Nullable [] cache, double now) throws JavetException {
        image.modules().forEach(module -> modules.put(module.name(), module));
        runtime.setV8ModuleResolver((_, name, _) -> resolve(name));
        bind(image.settings());
        V8Module main = compile(image.modules().getFirst(), cache);
        isolate.main(main);
        if (!main.instantiate()) {
            return failed(main);
        }
        V8Value promise = main.evaluate(true);
        if (main.getStatus() == V8Module.Errored) {
            return failed(main);
        }
        if (promise instanceof V8ValuePromise pending && pending.isPending()) {
            return new LoadedCode(
                    null,
                    "Error: The top-level await of the module waits for something that never comes.");
        }
        if (promise instanceof V8ValuePromise rejected && rejected.isRejected()) {
            return new LoadedCode(null, text(rejected.getResult()));
        }
        handOver(main, now);
        return new LoadedCode(cache == null ? main.getCachedData() : cache, null);
    }

    /// Before anything of the version runs, so that its modules see `env` while they start.
    private void bind(String settings) throws JavetException {
        try (V8Value text = runtime.createV8ValueString(settings)) {
            V8Value unused = isolate.entry(Isolate.Entry.bind).call(null, text);
            unused.close();
        }
    }

    private void handOver(V8Module main, double now) throws JavetException {
        try (V8Value namespace = main.getNamespace();
                V8Value time = runtime.createV8ValueDouble(now)) {
            V8Value unused = isolate.entry(Isolate.Entry.load).call(null, namespace, time);
            unused.close();
        }
    }

    private V8Module compile(Module module, byte @Nullable [] cache) throws JavetException {
        String source = new String(module.bytes(), StandardCharsets.UTF_8);
        IV8Executor executor =
                cache == null ? runtime.getExecutor(source) : runtime.getExecutor(source, cache);
        V8Module compiled =
                executor.setResourceName(module.name()).setModule(true).compileV8Module();
        held.add(compiled);
        return compiled;
    }

    private IV8Module resolve(String name) throws JavetException {
        if (runtime.containsV8Module(name)) {
            throw new IllegalStateException("Javet asks twice for " + name);
        }
        Module module = modules.get(name);
        if (module == null) {
            return synthetic(name, isolate.entry(Isolate.Entry.builtin), Values.of(runtime, name));
        }
        if (module.kind() == VersionImage.ModuleKind.SCRIPT) {
            return compile(module, null);
        }
        try (V8ValueArrayBuffer bytes = isolate.copy(ByteBuffer.wrap(module.bytes()))) {
            return synthetic(
                    name,
                    isolate.entry(Isolate.Entry.asset),
                    Values.of(runtime, module.kind().ordinal()),
                    bytes);
        }
    }

    /// A module whose exports are the properties of what a function of the prelude answers.
    private IV8Module synthetic(
            String name,
            com.caoccao.javet.values.reference.V8ValueFunction maker,
            V8Value... arguments)
            throws JavetException {
        V8ValueObject exports = maker.call(null, arguments);
        held.add(exports);
        return runtime.createV8Module(name, exports);
    }

    private static LoadedCode failed(V8Module module) throws JavetException {
        try (V8Value exception = module.getException()) {
            return new LoadedCode(null, text(exception));
        }
    }

    private static String text(@Nullable V8Value thrown) throws JavetException {
        if (thrown instanceof V8ValueObject object && object.has("stack")) {
            try (V8Value stack = object.get("stack")) {
                if (stack instanceof V8ValueString s) {
                    return s.getValue();
                }
            }
        }
        return "Error: the module threw " + thrown;
    }
}
